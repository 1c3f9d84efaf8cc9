package dev.e2ei.acme.flow;

import dev.e2ei.acme.fixture.Answers;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.NewAcmeAuthz;
import dev.e2ei.api.enrollment.NewAcmeOrder;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.enrollment.AcmeSession;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A host that makes the requests itself, with the steps of the session. */
final class Steps {
    private final World world;
    private final AcmeSession session;
    private TransportResponse last = Answers.empty(200);

    Steps(World world, AcmeSession session) {
        this.world = world;
        this.session = session;
    }

    /** All steps, the login first; after each of them something is done. */
    IssuedCertificate takeAll(Runnable afterEach) {
        afterEach.run();
        byte[] directory =
                exchange("GET", world.engine.request().acmeDirectory().orElseThrow(), new byte[0]);
        var addresses = session.directoryResponse(directory);
        afterEach.run();
        exchange("HEAD", addresses.newNonce(), new byte[0]);
        session.newAccountResponse(post(addresses.newAccount(), session.newAccountRequest(nonce())), location());
        afterEach.run();
        NewAcmeOrder order =
                session.newOrderResponse(post(addresses.newOrder(), session.newOrderRequest(nonce())), location());
        URI orderUrl = location();
        afterEach.run();
        Map<Boolean, NewAcmeAuthz> authorizations = new HashMap<>();
        for (URI url : order.authorizations()) {
            NewAcmeAuthz authorization = session.newAuthzResponse(post(url, session.newAuthzRequest(url, nonce())));
            authorizations.put(authorization.keyauth().isPresent(), authorization);
            afterEach.run();
        }
        login(authorizations.get(true));
        afterEach.run();
        String proof = session.createDpopToken(Duration.ofSeconds(30), "backend-nonce");
        String token = world.alice.accessToken(world.engine.request().clientId(), proof);
        session.newDpopChallengeResponse(
                post(authorizations.get(false).challenge().url(), session.newDpopChallengeRequest(token, nonce())));
        afterEach.run();
        URI finalize = session.checkOrderResponse(post(orderUrl, session.checkOrderRequest(orderUrl, nonce())));
        afterEach.run();
        URI certificate = session.finalizeResponse(post(finalize, session.finalizeRequest(nonce())));
        afterEach.run();
        IssuedCertificate issued = session.certificateResponse(post(certificate, session.certificateRequest(nonce())));
        afterEach.run();
        return issued;
    }

    private void login(NewAcmeAuthz authorization) {
        String idToken = world.alice.authenticate(new OidcAuthenticationRequest(
                URI.create("https://idp.example/realm"),
                Optional.of("wireapp"),
                authorization.keyauth().orElseThrow(),
                authorization.challenge().url(),
                "{}"));
        session.newOidcChallengeResponse(
                post(authorization.challenge().url(), session.newOidcChallengeRequest(idToken, nonce())));
    }

    byte[] post(URI url, byte[] body) {
        return exchange("POST", url, body);
    }

    String nonce() {
        return last.first("Replay-Nonce").orElseGet(world.ca::nonce);
    }

    URI location() {
        return URI.create(last.first("Location").orElseThrow());
    }

    private byte[] exchange(String method, URI url, byte[] body) {
        last = world.ca.exchange(new TransportRequest(
                method,
                url,
                Map.of("Content-Type", "application/jose+json"),
                Bytes.of(body),
                Duration.ofSeconds(30),
                1 << 20,
                AddressPolicy.ANY));
        return last.body().toByteArray();
    }
}
