package dev.e2ei.acme.trust;

import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.trust.CrlValidators;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what an answer says for later conditions (RFC 9110, section 8.8); what has not the form of it is not kept. */
final class Validators {
    private static final int MAX_LENGTH = 256;
    private static final Pattern ENTITY_TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]*\"");
    private static final Pattern HTTP_DATE =
            Pattern.compile("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");

    private Validators() {}

    static Optional<CrlValidators> of(TransportResponse answer) {
        return Optional.of(new CrlValidators(
                        one(answer.all("ETag"), ENTITY_TAG), one(answer.all("Last-Modified"), HTTP_DATE)))
                .filter(CrlValidators::present);
    }

    private static Optional<String> one(List<String> values, Pattern form) {
        return values.size() == 1
                        && values.get(0).length() <= MAX_LENGTH
                        && form.matcher(values.get(0)).matches()
                ? Optional.of(values.get(0))
                : Optional.empty();
    }
}
