package dev.e2ei.api.enrollment;

/** How Wire's backend is reached: by the host's own code, or by the ready-made HTTP calls. */
public sealed interface BackendAccess permits WireBackend, HttpWireBackend {}
