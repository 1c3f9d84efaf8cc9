package dev.e2ei.storage.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/** A key as the index and the log have it: keyspace, a zero octet, the key; so each keyspace is one range of keys. */
final class StoreKey {
    static final int MAX_KEY = 1024;

    private static final Pattern KEYSPACE = Pattern.compile("[a-z0-9._/-]{1,64}");

    private StoreKey() {}

    static byte[] of(String keyspace, byte[] key) {
        if (key.length < 1 || key.length > MAX_KEY) {
            throw new IllegalArgumentException("a key has 1 to " + MAX_KEY + " octets");
        }
        return prefix(keyspace, key);
    }

    static byte[] prefix(String keyspace, byte[] prefix) {
        if (!KEYSPACE.matcher(Objects.requireNonNull(keyspace, "keyspace")).matches()) {
            throw new IllegalArgumentException("a keyspace has 1 to 64 lower-case letters, digits and . _ / -");
        }
        byte[] name = keyspace.getBytes(StandardCharsets.US_ASCII);
        byte[] joined = Arrays.copyOf(name, name.length + 1 + prefix.length);
        System.arraycopy(prefix, 0, joined, name.length + 1, prefix.length);
        return joined;
    }

    static boolean begins(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The caller's part. */
    static byte[] key(String keyspace, byte[] joined) {
        return Arrays.copyOfRange(joined, keyspace.length() + 1, joined.length);
    }
}
