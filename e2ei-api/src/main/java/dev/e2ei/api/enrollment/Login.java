package dev.e2ei.api.enrollment;

/** How the user logs in: by the host's own code, or by the ready-made loopback login. */
public sealed interface Login permits OidcAuthenticator, LoopbackLogin {}
