package dev.e2ei.testkit;

import dev.e2ei.testkit.http.TrustedRoots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Plain requests to the kit's servers, to see exactly what they say. */
class RawHttp {
    private final HttpClient client;

    RawHttp(WireStack stack) {
        client = HttpClient.newBuilder()
                .sslContext(TrustedRoots.context(stack.tlsRoots()))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    RawAnswer send(String method, URI uri, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new RawAnswer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    RawAnswer get(URI uri) {
        return send("GET", uri, Map.of(), "");
    }
}
