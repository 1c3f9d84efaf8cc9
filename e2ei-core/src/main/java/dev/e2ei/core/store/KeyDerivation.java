package dev.e2ei.core.store;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.crypto.RandomSource;

/** How the root key comes out of what the host gave: stored in the clear, next to what is sealed under it. */
sealed interface KeyDerivation {
    /** The host's 32 octets are the root key. */
    record Direct() implements KeyDerivation {}

    /**
     * Argon2id, RFC 9106.
     *
     * @param iterations passes over the memory
     * @param memoryKib memory in KiB
     * @param lanes parallel lanes
     * @param salt 16 octets
     */
    record Argon2id(int iterations, int memoryKib, int lanes, Bytes salt) implements KeyDerivation {
        // RFC 9106, section 4, second recommended option.
        private static final int ITERATIONS = 3;
        private static final int MEMORY_KIB = 64 * 1024;
        private static final int LANES = 4;
        private static final int SALT = 16;

        // Parameters are read before anything can be verified: whoever alters them must not gain our memory and time.
        private static final int MAX_ITERATIONS = 16;
        private static final int MAX_MEMORY_KIB = 256 * 1024;
        private static final int MAX_LANES = 16;

        public Argon2id {
            boolean sensible = iterations >= 1
                    && iterations <= MAX_ITERATIONS
                    && lanes >= 1
                    && lanes <= MAX_LANES
                    && memoryKib >= 8 * lanes
                    && memoryKib <= MAX_MEMORY_KIB
                    && salt.size() == SALT;
            if (!sensible) {
                throw new StorageException(ErrorCode.STORAGE_CORRUPT, "the stored Argon2 parameters are out of range");
            }
        }

        static Argon2id fresh(RandomSource random) {
            return new Argon2id(ITERATIONS, MEMORY_KIB, LANES, Bytes.of(random.bytes(SALT)));
        }
    }

    /** Reads what {@link #write} wrote. */
    static KeyDerivation read(RowReader in) {
        int kind = in.u8();
        return switch (kind) {
            case 0 -> new Direct();
            case 1 -> new Argon2id(in.u32(), in.u32(), in.u32(), Bytes.of(in.octets()));
            default -> throw new StorageException(ErrorCode.STORAGE_CORRUPT, "an unknown key derivation");
        };
    }

    /** Writes kind and parameters. */
    default void write(RowWriter out) {
        if (this instanceof Argon2id argon) {
            out.u8(1);
            out.u32(argon.iterations());
            out.u32(argon.memoryKib());
            out.u32(argon.lanes());
            out.octets(argon.salt().toByteArray());
        } else {
            out.u8(0);
        }
    }
}
