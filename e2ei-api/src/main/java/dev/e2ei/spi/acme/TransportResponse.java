package dev.e2ei.spi.acme;

import dev.e2ei.api.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP answer. {@link #toString()} shows the status and the size.
 *
 * @param status the status, 100 to 599
 * @param headers all values by header name; names are looked up without regard to case
 * @param body the body; empty for none
 */
public record TransportResponse(int status, Map<String, List<String>> headers, Bytes body) {
    /** {@inheritDoc} */
    public TransportResponse {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                copy.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
        copy.replaceAll((name, values) -> List.copyOf(values));
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * All values of a header.
     *
     * @param name the name, in any case
     * @return the values, in the order in which they came
     */
    public List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /**
     * The first value of a header.
     *
     * @param name the name, in any case
     * @return the value
     */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    @Override
    public String toString() {
        return status + " with " + body.size() + " octets";
    }
}
