package dev.e2ei.spi.crypto;

/** The one source of cryptographic randomness. Safe for use by several threads. */
@FunctionalInterface
public interface RandomSource {
    /**
     * Fresh random octets.
     *
     * @param length how many
     * @return the octets, the caller's own
     * @throws dev.e2ei.api.error.ProviderException if the source fails; it never returns weak octets
     */
    byte[] bytes(int length);
}
