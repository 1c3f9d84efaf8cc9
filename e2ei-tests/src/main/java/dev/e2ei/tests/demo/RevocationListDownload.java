package dev.e2ei.tests.demo;

import dev.e2ei.api.Bytes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Fetches a revocation list from its distribution point, over plain http as usual: it is signed. */
final class RevocationListDownload {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private RevocationListDownload() {}

    static Bytes from(URI distributionPoint) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(distributionPoint).timeout(DEADLINE).build();
        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(distributionPoint + " answered " + response.statusCode());
        }
        return Bytes.of(response.body());
    }
}
