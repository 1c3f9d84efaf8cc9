package dev.e2ei.testkit.ca;

import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.KitServer;
import dev.e2ei.testkit.http.Handler;
import dev.e2ei.testkit.http.KitEnvironment;
import dev.e2ei.testkit.http.LoopbackServer;
import dev.e2ei.testkit.http.Request;
import dev.e2ei.testkit.http.Response;
import dev.e2ei.testkit.http.TlsAuthority;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import java.net.URI;
import java.time.Instant;

/**
 * The ACME server with its revocation list: RFC 8555 with Wire's identifiers and challenges, as step-ca speaks it. The
 * list is served over https beside ACME, and over plain http on a port of its own, like step-ca's insecure address.
 */
public final class AcmeServer implements Handler, AutoCloseable {
    private static final String PROXY = "/proxyCrl/";

    private final TestCertificateAuthority authority;
    private final Federation federation;
    private final RevocationList revocations;
    private final KitEnvironment environment;
    private final AcmeStore store = new AcmeStore();
    private final AcmeEndpoints endpoints;
    private final LoopbackServer https;

    /**
     * Starts the server.
     *
     * @param authority who signs certificates
     * @param revocations the revocation list, which {@link CrlHost} serves too
     * @param federation the domains that it knows, its own among them
     * @param settings what it knows of the others
     * @param tls who certifies it
     * @param environment time and faults
     */
    public AcmeServer(
            TestCertificateAuthority authority,
            RevocationList revocations,
            Federation federation,
            AcmeSettings settings,
            TlsAuthority tls,
            KitEnvironment environment) {
        this.authority = authority;
        this.revocations = revocations;
        this.federation = federation;
        this.environment = environment;
        endpoints = new AcmeEndpoints(authority, store, settings, revocations);
        https = LoopbackServer.https(KitServer.ACME, tls, environment, this);
    }

    /** {@return the address of the directory} */
    public URI directory() {
        return https.origin().resolve(AcmeRoutes.PREFIX + "/directory");
    }

    /** {@return the beginning of the addresses at which the revocation lists of all known hosts are handed out} */
    public URI crlProxy() {
        return https.origin().resolve(PROXY.substring(0, PROXY.length() - 1));
    }

    /** {@return how many certificates were issued} */
    public int issuedCount() {
        return store.issuedCount();
    }

    @Override
    public FaultPlace place(Request request) {
        AcmeRoutes route = route(request);
        return route.place();
    }

    private AcmeRoutes route(Request request) {
        AcmeRoutes route = AcmeRoutes.of(request.path());
        boolean oidc = route.place() == FaultPlace.DPOP_CHALLENGE
                && store.authorization(route.first())
                        .map(authorization -> authorization.challenge.type.equals(Challenge.OIDC))
                        .orElse(false);
        return oidc ? route.at(FaultPlace.OIDC_CHALLENGE) : route;
    }

    @Override
    public Response handle(Request request) {
        AcmeRoutes route = route(request);
        AcmeResources resources = new AcmeResources(request.origin() + AcmeRoutes.PREFIX);
        Instant now = environment.clock().instant();
        return answer(request, route, resources, now)
                .with("X-Request-Id", FreshValues.uuid().toString());
    }

    private Response answer(Request request, AcmeRoutes route, AcmeResources resources, Instant now) {
        return switch (route.place()) {
            case DIRECTORY -> Response.json(200, resources.directory());
            case NEW_NONCE -> withNonce(Response.of(request.method().equals("HEAD") ? 200 : 204), resources);
            case CRL -> CrlHost.answer(revocations, now);
            case ROOTS -> Response.of(200, "application/x-pem-file", authority.rootPem());
            case FEDERATION -> federation();
            case CRL_PROXY ->
                federation
                        .listAt(request.path().substring(PROXY.length()))
                        .map(list -> CrlHost.answer(list, now))
                        .orElseGet(AcmeServer::notFound);
            case CA_OTHER -> other(request);
            default -> request.method().equals("POST") ? acme(request, route, resources, now) : Response.of(404);
        };
    }

    private Response acme(Request request, AcmeRoutes route, AcmeResources resources, Instant now) {
        Response response;
        try {
            response = endpoints.answer(request, route, resources, now);
        } catch (AcmeProblemException e) {
            response = e.response();
        }
        return withNonce(response, resources);
    }

    private Response withNonce(Response response, AcmeResources resources) {
        String link = resources.indexLink();
        String up = response.headers().get("Link");
        return response.with("Replay-Nonce", store.newNonce())
                .with("Cache-Control", "no-store")
                .with("Link", up == null ? link : link + ", " + up);
    }

    private Response other(Request request) {
        return switch (request.path()) {
            case "/health" -> Response.json(200, Json.object().put("status", "ok"));
            default -> notFound();
        };
    }

    // step-ca answers with 201 here
    private Response federation() {
        var json = Json.object();
        var certificates = json.putArray("crts");
        federation.certificates().forEach(certificates::add);
        return Response.json(201, json);
    }

    private static Response notFound() {
        return Response.of(404, "text/plain; charset=utf-8", "404 page not found\n");
    }

    @Override
    public void close() {
        https.close();
    }
}
