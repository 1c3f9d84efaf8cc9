package dev.e2ei.core.framing;

import dev.e2ei.core.keypackage.KeyPackage;

/**
 * A key package as it was received.
 *
 * @param keyPackage its form
 */
public record KeyPackageIn(KeyPackage keyPackage) implements MlsMessageIn {}
