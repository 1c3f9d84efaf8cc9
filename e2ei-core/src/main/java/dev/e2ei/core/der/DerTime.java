package dev.e2ei.core.der;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** UTCTime and GeneralizedTime: to the second, in UTC, without fractions. */
final class DerTime {
    private DerTime() {}

    static Instant parse(int tag, Bytes content, DerReader reader, int offset, String field) {
        int yearDigits = tag == DerTag.GENERALIZED_TIME ? 4 : 2;
        if (tag != DerTag.UTC_TIME && tag != DerTag.GENERALIZED_TIME) {
            throw reader.malformed(Reason.TAG, offset, field, "a time is expected");
        }
        if (content.size() != yearDigits + 11 || content.at(content.size() - 1) != 'Z') {
            throw reader.malformed(Reason.VALUE, offset, field, "a time to the second that ends in Z is expected");
        }
        try {
            int year = number(content, 0, yearDigits);
            if (yearDigits == 2) {
                year += year < 50 ? 2000 : 1900;
            }
            return LocalDateTime.of(
                            year,
                            number(content, yearDigits, 2),
                            number(content, yearDigits + 2, 2),
                            number(content, yearDigits + 4, 2),
                            number(content, yearDigits + 6, 2),
                            number(content, yearDigits + 8, 2))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw reader.malformed(Reason.VALUE, offset, field, "no such date or time");
        }
    }

    private static int number(Bytes content, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = content.at(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a digit");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
