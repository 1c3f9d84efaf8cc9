package dev.e2ei.testkit.idp;

import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.KitServer;
import dev.e2ei.testkit.http.Form;
import dev.e2ei.testkit.http.Handler;
import dev.e2ei.testkit.http.KitEnvironment;
import dev.e2ei.testkit.http.LoopbackServer;
import dev.e2ei.testkit.http.Request;
import dev.e2ei.testkit.http.Response;
import dev.e2ei.testkit.http.TlsAuthority;
import dev.e2ei.testkit.idp.LoginAttempt.RefusedException;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The identity provider: discovery, keys, a login form with a hidden field and a cookie, codes that are used once, PKCE
 * enforced, the requested claims {@code keyauth} and {@code acme_aud} copied into the id token.
 */
public final class IdentityProviderServer implements Handler, AutoCloseable {
    private static final String REALM = "/realms/wire";
    private static final String PROTOCOL = REALM + "/protocol/openid-connect";
    private static final String AUTHENTICATE = REALM + "/login-actions/authenticate";
    private static final String COOKIE = "AUTH_SESSION_ID";

    private record Session(LoginAttempt attempt, String csrf) {}

    private final String clientId;
    private final KitEnvironment environment;
    private final LoopbackServer https;
    private final Map<String, IdpUser> users = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final IdTokens tokens;
    private final AuthorizationCodes codes;

    /**
     * Starts the server.
     *
     * @param clientId the OAuth client
     * @param algorithm what id tokens are signed with
     * @param tls who certifies it
     * @param environment time and faults
     */
    public IdentityProviderServer(
            String clientId, JwsAlgorithm algorithm, TlsAuthority tls, KitEnvironment environment) {
        this.clientId = clientId;
        this.environment = environment;
        SigningKey key = SigningKey.generate(algorithm);
        https = LoopbackServer.https(KitServer.IDENTITY_PROVIDER, tls, environment, this);
        tokens = new IdTokens(issuer().toString(), clientId, key);
        codes = new AuthorizationCodes(clientId, tokens);
    }

    /** {@return the issuer} */
    public URI issuer() {
        return https.origin().resolve(REALM);
    }

    /**
     * Lets somebody log in.
     *
     * @param user who
     */
    public void add(IdpUser user) {
        users.put(user.username(), user);
    }

    @Override
    public FaultPlace place(Request request) {
        return switch (request.path()) {
            case REALM + "/.well-known/openid-configuration" -> FaultPlace.DISCOVERY;
            case PROTOCOL + "/auth" -> FaultPlace.AUTHORIZE;
            case AUTHENTICATE -> FaultPlace.LOGIN;
            case PROTOCOL + "/token" -> FaultPlace.TOKEN;
            case PROTOCOL + "/certs" -> FaultPlace.JWKS;
            default -> FaultPlace.ELSEWHERE;
        };
    }

    @Override
    public Response handle(Request request) {
        return switch (place(request)) {
            case DISCOVERY ->
                Response.json(200, Discovery.document(issuer().toString(), issuer() + "/protocol/openid-connect"));
            case AUTHORIZE -> authorize(request.query());
            case LOGIN -> login(request);
            case TOKEN -> codes.exchange(request, environment.clock().instant());
            case JWKS -> Response.json(200, tokens.keys());
            default -> LoginPages.error(404, "Page not found");
        };
    }

    private Response authorize(Form query) {
        URI redirect;
        try {
            redirect = LoginAttempt.redirect(query, clientId);
        } catch (RefusedException e) {
            return LoginPages.error(400, e.getMessage());
        }
        try {
            Session session = new Session(LoginAttempt.read(query, redirect), FreshValues.id());
            String id = FreshValues.id();
            sessions.put(id, session);
            return form(session, "")
                    .with("Set-Cookie", COOKIE + "=" + id + "; Path=" + REALM + "; HttpOnly; Secure; SameSite=Lax");
        } catch (RefusedException e) {
            Form error = new Form(Map.of("error", e.error(), "error_description", e.getMessage()));
            return Response.of(302).with("Location", LoginAttempt.answer(redirect, query.value("state"), error));
        }
    }

    private Response form(Session session, String message) {
        return LoginPages.form(https.origin().resolve(AUTHENTICATE).toString(), session.csrf(), message);
    }

    private Response login(Request request) {
        Optional<String> id = cookie(request);
        Optional<Session> session = id.map(sessions::get);
        Form form = request.form();
        if (session.isEmpty()
                || !form.value("csrf").equals(Optional.of(session.get().csrf()))) {
            return LoginPages.error(400, "The page has expired");
        }
        LoginAttempt attempt = session.get().attempt();
        if (form.value("cancel").isPresent()) {
            sessions.remove(id.get());
            return redirect(attempt, Map.of("error", "access_denied", "error_description", "the user refused"));
        }
        Optional<IdpUser> user = form.value("username")
                .map(users::get)
                .filter(known -> form.value("password").equals(Optional.of(known.password())));
        if (user.isEmpty()) {
            return form(session.get(), "Invalid user name or password");
        }
        sessions.remove(id.get());
        String code = codes.add(user.get(), attempt, environment.clock().instant());
        return redirect(attempt, Map.of("code", code));
    }

    private static Optional<String> cookie(Request request) {
        for (String pair : request.header("Cookie").orElse("").split(";")) {
            if (pair.strip().startsWith(COOKIE + "=")) {
                return Optional.of(pair.strip().substring(COOKIE.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static Response redirect(LoginAttempt attempt, Map<String, String> parameters) {
        return Response.of(302).with("Location", attempt.answer(new Form(parameters)));
    }

    /** {@return JSON of the published keys, as text} */
    public String publishedKeys() {
        return Json.write(tokens.keys());
    }

    @Override
    public void close() {
        https.close();
    }
}
