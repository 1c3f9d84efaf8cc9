package dev.e2ei.core.x509;

import dev.e2ei.core.der.DerTag;
import java.util.Arrays;

/**
 * Recognizes the two shapes that nearly all entries of nearly all lists have, without an object for each: a serial number
 * and a date, and with them at most a reason. What has another shape may be right all the same, and is for
 * {@link RevokedCertificate} to read.
 */
final class PlainEntry {
    private static final int DATE = 15;
    private static final int MAX_REASON = 10;
    private static final int REMOVE_FROM_CRL = 8;
    // One extension that is not critical: reasonCode, up to the value of its ENUMERATED.
    private static final byte[] REASON = {0x30, 0x0c, 0x30, 0x0a, 6, 3, 0x55, 0x1d, 0x15, 4, 3, 0x0a, 1};

    private PlainEntry() {}

    /** Whether at the given place there is a whole entry of such a shape, right in every octet. */
    static boolean isAt(byte[] octets, int at, boolean extensionsAllowed) {
        if (octets.length - at < 2 || octets[at] != DerTag.SEQUENCE || octets[at + 1] < 0) {
            return false;
        }
        int from = at + 2;
        int end = from + octets[at + 1];
        // Room for the shortest serial number and a date.
        if (end > octets.length || end - from < 3 + DATE || octets[from] != DerTag.INTEGER) {
            return false;
        }
        int length = octets[from + 1];
        if (length < 1 || end - from < 2 + length + DATE || length > 1 && isPadded(octets, from + 2)) {
            return false;
        }
        int date = from + 2 + length;
        int rest = date + DATE;
        return isDate(octets, date) && (rest == end || extensionsAllowed && isReason(octets, rest, end));
    }

    private static boolean isPadded(byte[] octets, int from) {
        return octets[from] == 0 && octets[from + 1] >= 0 || octets[from] == -1 && octets[from + 1] < 0;
    }

    /** A UTCTime. The last days of a month depend on the month, and are left to others. */
    private static boolean isDate(byte[] octets, int from) {
        return octets[from] == DerTag.UTC_TIME
                && octets[from + 1] == DATE - 2
                && isBetween(octets, from + 2, 0, 99)
                && isBetween(octets, from + 4, 1, 12)
                && isBetween(octets, from + 6, 1, 28)
                && isBetween(octets, from + 8, 0, 23)
                && isBetween(octets, from + 10, 0, 59)
                && isBetween(octets, from + 12, 0, 59)
                && octets[from + 14] == 'Z';
    }

    private static boolean isBetween(byte[] octets, int from, int least, int most) {
        int tens = octets[from] - '0';
        int ones = octets[from + 1] - '0';
        int number = 10 * tens + ones;
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && number >= least && number <= most;
    }

    private static boolean isReason(byte[] octets, int from, int end) {
        int value = from + REASON.length;
        return end == value + 1
                && Arrays.equals(octets, from, value, REASON, 0, REASON.length)
                && octets[value] >= 0
                && octets[value] <= MAX_REASON
                && octets[value] != REMOVE_FROM_CRL;
    }
}
