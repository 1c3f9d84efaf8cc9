package dev.e2ei.testkit.http;

import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came in.
 *
 * @param method the method
 * @param uri the address with scheme and host, as the client sees it
 * @param headers the headers, looked up without regard to case; repeated ones joined by commas
 * @param body the body
 * @param due what the handler is to do wrong
 */
public record Request(String method, URI uri, Map<String, String> headers, Bytes body, List<Misbehaviour> due) {
    /**
     * A header.
     *
     * @param name its name, in any case
     * @return its value
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** {@return the path, still percent-encoded} */
    public String path() {
        return uri.getRawPath();
    }

    /** {@return scheme, host and port} */
    public String origin() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** {@return the address without its query} */
    public String address() {
        return origin() + path();
    }

    /** {@return the query's parameters} */
    public Form query() {
        return Form.parse(uri.getRawQuery() == null ? "" : uri.getRawQuery());
    }

    /** {@return the body's parameters} */
    public Form form() {
        return Form.parse(body.utf8());
    }

    Request withDue(List<Misbehaviour> misbehaviours) {
        return new Request(method, uri, headers, body, misbehaviours);
    }

    /** {@return method and path} */
    @Override
    public String toString() {
        return method + " " + path();
    }
}
