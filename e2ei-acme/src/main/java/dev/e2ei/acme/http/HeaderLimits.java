package dev.e2ei.acme.http;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import java.util.List;
import java.util.Map;

/** How large an answer's header may be. */
final class HeaderLimits {
    static final int MAX_VALUE = 8 * 1024;
    static final int MAX_ALL = 64 * 1024;

    private HeaderLimits() {}

    /** Refuses a value over 8 KiB, and more than 64 KiB in all. */
    static void check(Map<String, List<String>> headers) {
        long all = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                if (value.length() > MAX_VALUE) {
                    throw tooLarge("a header value", MAX_VALUE);
                }
                all += header.getKey().length() + (long) value.length();
            }
        }
        if (all > MAX_ALL) {
            throw tooLarge("the header", MAX_ALL);
        }
    }

    static TransportException tooLarge(String what, int limit) {
        return new TransportException(
                ErrorCode.TRANSPORT_TOO_LARGE, what + " of the answer has more than " + limit + " octets");
    }
}
