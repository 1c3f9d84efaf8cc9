package dev.e2ei.crypto.bc;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.spi.crypto.RandomSource;
import java.security.SecureRandom;

/** The platform's generator, opened at first use. */
final class SystemRandom implements RandomSource {
    @Override
    public byte[] bytes(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("a number of octets is not negative");
        }
        byte[] octets = new byte[length];
        try {
            Generator.INSTANCE.nextBytes(octets);
        } catch (RuntimeException | ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new ProviderException(ErrorCode.PROVIDER_FAILED, "the platform's random generator failed", e);
        }
        return octets;
    }

    private static final class Generator {
        private static final SecureRandom INSTANCE = new SecureRandom();
    }
}
