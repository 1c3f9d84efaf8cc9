package dev.e2ei.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * Fetches pages, with cookies and one connection a page, so that nothing is left open. Follows no redirect by itself.
 * Belongs to one thread.
 */
public final class PageClient {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int MAX_BODY = 1 << 20;

    private final SSLContext tls;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /**
     * A page.
     *
     * @param uri where it is
     * @param status its HTTP status
     * @param location where it redirects to
     * @param body its text
     */
    public record Page(URI uri, int status, Optional<URI> location, String body) {
        /** {@return address without query, and status} */
        @Override
        public String toString() {
            return uri.getRawPath() + " " + status;
        }
    }

    /**
     * A client without cookies.
     *
     * @param tls whom to trust
     */
    public PageClient(SSLContext tls) {
        this.tls = tls;
    }

    /**
     * Fetches a page.
     *
     * @param uri its address
     * @return the page, whatever its status
     * @throws IOException if there is none
     */
    public Page get(URI uri) throws IOException {
        return exchange(uri, Optional.empty());
    }

    /**
     * Sends a form.
     *
     * @param uri where to
     * @param form its fields
     * @return the page that came back
     * @throws IOException if there is none
     */
    public Page post(URI uri, Form form) throws IOException {
        return exchange(uri, Optional.of(form));
    }

    private Page exchange(URI uri, Optional<Form> form) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try {
            if (connection instanceof HttpsURLConnection https) {
                https.setSSLSocketFactory(tls.getSocketFactory());
            }
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("Connection", "close");
            if (!cookies.isEmpty()) {
                connection.setRequestProperty(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .collect(Collectors.joining("; ")));
            }
            if (form.isPresent()) {
                byte[] body = form.get().encode().getBytes(StandardCharsets.UTF_8);
                connection.setRequestMethod("POST");
                connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            int status = connection.getResponseCode();
            keepCookies(connection);
            Optional<URI> location =
                    Optional.ofNullable(connection.getHeaderField("Location")).map(uri::resolve);
            return new Page(uri, status, location, body(connection, status));
        } finally {
            connection.disconnect();
        }
    }

    private void keepCookies(HttpURLConnection connection) {
        connection.getHeaderFields().forEach((name, values) -> {
            if ("Set-Cookie".equalsIgnoreCase(name)) {
                values.forEach(this::keepCookie);
            }
        });
    }

    private void keepCookie(String header) {
        List<String> pair = List.of(header.split(";", 2)[0].split("=", 2));
        if (pair.size() == 2) {
            cookies.put(pair.get(0).strip(), pair.get(1));
        }
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null ? "" : new String(in.readNBytes(MAX_BODY), StandardCharsets.UTF_8);
        }
    }
}
