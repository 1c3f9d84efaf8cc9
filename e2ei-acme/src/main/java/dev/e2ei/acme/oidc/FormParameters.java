package dev.e2ei.acme.oidc;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Parameters as {@code application/x-www-form-urlencoded}, in a query or in a body. Each name occurs once (RFC 6749,
 * section 3.1). {@link #toString()} shows names only: values are codes and states.
 */
record FormParameters(Map<String, String> values) {
    FormParameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads parameters.
     *
     * @throws IllegalArgumentException if an escape is malformed or a name occurs twice
     */
    static FormParameters parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (values.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("a parameter occurs twice");
            }
        }
        return new FormParameters(values);
    }

    Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String encode() {
        return values.entrySet().stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        // a blank as %20 is read the same in a query by those who do not know the form encoding
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "FormParameters" + values.keySet();
    }
}
