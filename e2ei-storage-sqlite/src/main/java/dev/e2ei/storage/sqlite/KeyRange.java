package dev.e2ei.storage.sqlite;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The keys that begin with a prefix, as a range. */
final class KeyRange {
    private KeyRange() {}

    /** The smallest octets above all that begin with the prefix; null if there are none. */
    static byte @Nullable [] end(byte[] prefix) {
        for (int last = prefix.length - 1; last >= 0; last--) {
            if (prefix[last] != (byte) 0xff) {
                byte[] end = Arrays.copyOf(prefix, last + 1);
                end[last]++;
                return end;
            }
        }
        return null;
    }
}
