package dev.e2ei.api.id;

import java.util.regex.Pattern;

/**
 * The id of a device: an unsigned number of 64 bits, written as lower-case hexadecimal without leading zeros.
 *
 * @param value the 64 bits, to be read as unsigned
 */
public record DeviceId(long value) {
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{1,16}");

    /**
     * Reads 1 to 16 hexadecimal digits; leading zeros and upper case are read and not written again.
     *
     * @param hex the digits
     * @return the device id
     * @throws IllegalArgumentException if the text is anything else
     */
    public static DeviceId parse(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a device id is 1 to 16 hexadecimal digits");
        }
        return new DeviceId(Long.parseUnsignedLong(hex, 16));
    }

    /** {@return lower-case hexadecimal without leading zeros} */
    @Override
    public String toString() {
        return Long.toHexString(value);
    }
}
