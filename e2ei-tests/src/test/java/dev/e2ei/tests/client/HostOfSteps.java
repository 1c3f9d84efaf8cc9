package dev.e2ei.tests.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.AcmeDirectory;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.NewAcmeAuthz;
import dev.e2ei.api.enrollment.NewAcmeOrder;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.http.Form;
import dev.e2ei.testkit.http.LoginForm;
import dev.e2ei.testkit.http.PageClient;
import dev.e2ei.testkit.http.TrustedRoots;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A host that makes every request of an enrollment with its own HTTP client; the enrollment itself does no I/O. */
public final class HostOfSteps {
    /** A step; which enrollment takes it is open until then, so that a resumed one can. */
    public interface Step {
        void take(E2eiEnrollment enrollment) throws IOException, InterruptedException;
    }

    private static final String REDIRECT = "http://127.0.0.1:9/callback";

    private final WireStack stack;
    private final StackUser user;
    private final HttpClient http;
    private final List<NewAcmeAuthz> authorizations = new ArrayList<>();
    private AcmeDirectory directory = new AcmeDirectory(URI.create(""), URI.create(""), URI.create(""), URI.create(""));
    private List<URI> authorizationUrls = List.of();
    private URI order = URI.create("");
    private URI next = URI.create("");
    private String accessToken = "";
    private String idToken = "";
    private String nonce = "";

    public HostOfSteps(WireStack stack, StackUser user) {
        this.stack = stack;
        this.user = user;
        http = HttpClient.newBuilder()
                .sslContext(TrustedRoots.context(stack.tlsRoots()))
                .build();
    }

    /** All steps in order, by name. */
    public Map<String, Step> steps(boolean loginFirst) {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("directory", this::directory);
        steps.put("account", this::account);
        steps.put("order", this::order);
        steps.put("first authorization", enrollment -> authorization(enrollment, 0));
        steps.put("second authorization", enrollment -> authorization(enrollment, 1));
        if (loginFirst) {
            steps.put("login", this::login);
            steps.put("oidc challenge", this::oidc);
        }
        steps.put("access token", this::accessToken);
        steps.put("dpop challenge", this::dpop);
        if (!loginFirst) {
            steps.put("login", this::login);
            steps.put("oidc challenge", this::oidc);
        }
        steps.put("order check", this::checkOrder);
        steps.put("finalize", this::finish);
        steps.put("certificate", this::certificate);
        return steps;
    }

    private void directory(E2eiEnrollment enrollment) throws IOException, InterruptedException {
        directory = enrollment.directoryResponse(body(
                send(HttpRequest.newBuilder(enrollment.request().acmeDirectory().orElseThrow())
                        .build())));
        send(HttpRequest.newBuilder(directory.newNonce())
                .method("HEAD", BodyPublishers.noBody())
                .build());
    }

    private void account(E2eiEnrollment enrollment) throws IOException, InterruptedException {
        // Without Location: the address is derived from the member orders.
        enrollment.newAccountResponse(body(post(directory.newAccount(), enrollment.newAccountRequest(nonce))));
    }

    private void order(E2eiEnrollment enrollment) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = post(directory.newOrder(), enrollment.newOrderRequest(nonce));
        order = URI.create(answer.headers().firstValue("Location").orElseThrow());
        NewAcmeOrder made = enrollment.newOrderResponse(body(answer), order);
        authorizationUrls = made.authorizations();
    }

    private void authorization(E2eiEnrollment enrollment, int index) throws IOException, InterruptedException {
        URI url = authorizationUrls.get(index);
        authorizations.add(enrollment.newAuthzResponse(body(post(url, enrollment.newAuthzRequest(url, nonce)))));
    }

    private NewAcmeAuthz authorization(boolean ofUser) {
        return authorizations.stream()
                .filter(one -> one.keyauth().isPresent() == ofUser)
                .findFirst()
                .orElseThrow();
    }

    private void accessToken(E2eiEnrollment enrollment) throws IOException, InterruptedException {
        String base =
                stack.backend() + "/clients/" + enrollment.request().clientId().device();
        String backendNonce = http.send(
                        HttpRequest.newBuilder(URI.create(base + "/nonce"))
                                .header("Authorization", "Bearer " + user.bearerToken())
                                .method("HEAD", BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("Replay-Nonce")
                .orElseThrow();
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(base + "/access-token"))
                        .header("Authorization", "Bearer " + user.bearerToken())
                        .header("DPoP", enrollment.createDpopToken(backendNonce))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());
        accessToken = Json.text(Json.readObject(answer.body()), "token");
    }

    private void dpop(E2eiEnrollment enrollment) throws IOException, InterruptedException {
        enrollment.newDpopChallengeResponse(body(
                post(authorization(false).challenge().url(), enrollment.newDpopChallengeRequest(accessToken, nonce))));
    }

    private void login(E2eiEnrollment enrollment) throws IOException, InterruptedException {
        NewAcmeAuthz authorization = authorization(true);
        ObjectNode claims = Json.object();
        ObjectNode wanted = claims.putObject("id_token");
        wanted.putObject("keyauth")
                .put("essential", true)
                .put("value", authorization.keyauth().orElseThrow());
        wanted.putObject("acme_aud")
                .put("essential", true)
                .put("value", authorization.challenge().url().toString());
        String verifier = FreshValues.base64Url(32);
        Map<String, String> query = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", "wireapp",
                "redirect_uri", REDIRECT,
                "scope", "openid profile",
                "state", "the state",
                "nonce", "the nonce",
                "code_challenge", challenge(verifier),
                "code_challenge_method", "S256",
                "claims", Json.write(claims)));
        ObjectNode discovery = Json.readObject(http.send(
                        HttpRequest.newBuilder(URI.create(stack.issuer() + "/.well-known/openid-configuration"))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body());
        PageClient browser = new PageClient(TrustedRoots.context(stack.tlsRoots()));
        PageClient.Page page = browser.get(
                URI.create(discovery.path("authorization_endpoint").asText() + "?" + new Form(query).encode()));
        LoginForm form = LoginForm.find(page).orElseThrow();
        PageClient.Page back = browser.post(
                form.action(), form.fill(Map.of("username", user.username(), "password", user.password())));
        String code = Form.parse(back.location().orElseThrow().getRawQuery())
                .value("code")
                .orElseThrow();
        HttpResponse<byte[]> token = http.send(
                HttpRequest.newBuilder(
                                URI.create(discovery.path("token_endpoint").asText()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(new Form(Map.of(
                                        "grant_type", "authorization_code",
                                        "client_id", "wireapp",
                                        "redirect_uri", REDIRECT,
                                        "code", code,
                                        "code_verifier", verifier))
                                .encode()))
                        .build(),
                BodyHandlers.ofByteArray());
        idToken = Json.text(Json.readObject(token.body()), "id_token");
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void oidc(E2eiEnrollment enrollment) throws IOException, InterruptedException {
        enrollment.newOidcChallengeResponse(
                body(post(authorization(true).challenge().url(), enrollment.newOidcChallengeRequest(idToken, nonce))));
    }

    private void checkOrder(E2eiEnrollment enrollment) throws IOException, InterruptedException {
        next = enrollment.checkOrderResponse(body(post(order, enrollment.checkOrderRequest(order, nonce))));
    }

    private void finish(E2eiEnrollment enrollment) throws IOException, InterruptedException {
        next = enrollment.finalizeResponse(body(post(next, enrollment.finalizeRequest(nonce))));
    }

    private void certificate(E2eiEnrollment enrollment) throws IOException, InterruptedException {
        enrollment.certificateResponse(body(post(next, enrollment.certificateRequest(nonce))));
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
}
