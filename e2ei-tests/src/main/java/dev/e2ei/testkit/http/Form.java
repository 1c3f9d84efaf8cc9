package dev.e2ei.testkit.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Parameters as queries and forms carry them, {@code application/x-www-form-urlencoded}.
 *
 * @param values each name once; the last one counts
 */
public record Form(Map<String, String> values) {
    /**
     * Reads parameters; what cannot be decoded is left out.
     *
     * @param text the encoded parameters
     * @return the form
     */
    public static Form parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int split = pair.indexOf('=');
            if (split > 0) {
                try {
                    values.put(
                            URLDecoder.decode(pair.substring(0, split), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(split + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    continue;
                }
            }
        }
        return new Form(values);
    }

    /**
     * A parameter.
     *
     * @param name its name
     * @return its value
     */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** {@return the encoded parameters} */
    public String encode() {
        return values.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** {@return the names only} */
    @Override
    public String toString() {
        return "Form" + values.keySet();
    }
}
