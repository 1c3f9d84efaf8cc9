package dev.e2ei.testkit.real;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.AcmeDirectory;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.NewAcmeAuthz;
import dev.e2ei.api.enrollment.NewAcmeOrder;
import dev.e2ei.testkit.jose.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A host that makes the requests of an enrollment itself, with its own HTTP client, up to the challenges. */
final class StepByStep {
    private final HttpClient http;
    private final E2eiEnrollment enrollment;
    private final List<NewAcmeAuthz> authorizations = new ArrayList<>();
    private String nonce = "";

    StepByStep(HttpClient http, E2eiEnrollment enrollment) {
        this.http = http;
        this.enrollment = enrollment;
    }

    /** Directory, nonce, account, order and both authorizations. */
    void untilTheChallenges(URI directoryAddress) throws IOException, InterruptedException {
        AcmeDirectory directory = enrollment.directoryResponse(
                body(send(HttpRequest.newBuilder(directoryAddress).build())));
        send(HttpRequest.newBuilder(directory.newNonce())
                .method("HEAD", BodyPublishers.noBody())
                .build());
        HttpResponse<byte[]> account = post(directory.newAccount(), enrollment.newAccountRequest(nonce));
        enrollment.newAccountResponse(body(account), location(account));
        HttpResponse<byte[]> made = post(directory.newOrder(), enrollment.newOrderRequest(nonce));
        NewAcmeOrder order = enrollment.newOrderResponse(body(made), location(made));
        for (URI url : order.authorizations()) {
            authorizations.add(enrollment.newAuthzResponse(body(post(url, enrollment.newAuthzRequest(url, nonce)))));
        }
    }

    /** The backend's nonce, the proof for it, and the access token for that. */
    String accessToken(URI backend, String bearer, Duration expiry) throws IOException, InterruptedException {
        String base = backend + "/clients/" + enrollment.request().clientId().device();
        String backendNonce = http.send(
                        HttpRequest.newBuilder(URI.create(base + "/nonce"))
                                .header("Authorization", "Bearer " + bearer)
                                .method("HEAD", BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("Replay-Nonce")
                .orElseThrow();
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(base + "/access-token"))
                        .header("Authorization", "Bearer " + bearer)
                        .header("DPoP", enrollment.createDpopToken(expiry, backendNonce))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());
        return Json.text(Json.readObject(answer.body()), "token");
    }

    /** Answers {@code wire-dpop-01}; gives the server's own words. */
    Bytes answerDpop(String accessToken) throws IOException, InterruptedException {
        // The device's authorization is the one without keyauth.
        URI url = authorizations.stream()
                .filter(authorization -> authorization.keyauth().isEmpty())
                .findFirst()
                .orElseThrow()
                .challenge()
                .url();
        return body(post(url, enrollment.newDpopChallengeRequest(accessToken, nonce)));
    }

    private HttpResponse<byte[]> post(URI url, Bytes request) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/jose+json")
                .POST(BodyPublishers.ofByteArray(request.toByteArray()))
                .build());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        response.headers().firstValue("Replay-Nonce").ifPresent(fresh -> nonce = fresh);
        return response;
    }

    private static Bytes body(HttpResponse<byte[]> response) {
        return Bytes.of(response.body());
    }

    private static URI location(HttpResponse<byte[]> response) {
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }
}
