package dev.e2ei.acme.flow;

import dev.e2ei.spi.acme.TransportResponse;
import java.util.List;
import java.util.Locale;

/** The media types of RFC 8555's answers. */
enum MediaType {
    JSON("application/json"),
    PROBLEM("application/problem+json"),
    PEM_CHAIN("application/pem-certificate-chain");

    private final String text;

    MediaType(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether an answer says, once, that it is of this type; parameters do not matter. */
    boolean isOf(TransportResponse response) {
        List<String> values = response.all("Content-Type");
        return values.size() == 1
                && values.get(0)
                        .split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(text);
    }
}
