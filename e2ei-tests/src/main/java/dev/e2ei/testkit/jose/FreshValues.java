package dev.e2ei.testkit.jose;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** The kit's one source of randomness. */
public final class FreshValues {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private FreshValues() {}

    /** {@return the generator itself, for key generation} */
    public static SecureRandom random() {
        return RANDOM;
    }

    /**
     * Random octets.
     *
     * @param size how many
     * @return the octets
     */
    public static byte[] octets(int size) {
        byte[] octets = new byte[size];
        RANDOM.nextBytes(octets);
        return octets;
    }

    /** {@return 32 letters and digits, the form of the server's ids and tokens} */
    public static String id() {
        StringBuilder out = new StringBuilder(32);
        for (int i = 0; i < 32; i++) {
            out.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return out.toString();
    }

    /**
     * Random octets as base64url.
     *
     * @param size how many octets
     * @return the text, without padding
     */
    public static String base64Url(int size) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets(size));
    }

    /** {@return a random UUID, version 4} */
    public static UUID uuid() {
        byte[] octets = octets(16);
        octets[6] = (byte) (octets[6] & 0x0f | 0x40);
        octets[8] = (byte) (octets[8] & 0x3f | 0x80);
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(octets);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
