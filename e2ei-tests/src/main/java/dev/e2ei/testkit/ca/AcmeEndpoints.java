package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.http.Request;
import dev.e2ei.testkit.http.Response;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** One method for each resource to which JWS are posted. */
final class AcmeEndpoints {
    private static final Duration SHORTEST = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(87600);

    private final TestCertificateAuthority authority;
    private final AcmeStore store;
    private final AcmeRequestGate gate;
    private final NewOrderRules orders;
    private final ChallengeValidation challenges;
    private final Revocations revocations;

    AcmeEndpoints(
            TestCertificateAuthority authority, AcmeStore store, AcmeSettings settings, RevocationList revocationList) {
        this.authority = authority;
        this.store = store;
        gate = new AcmeRequestGate(store);
        orders = new NewOrderRules(settings.dpopTarget(), settings.oidcTarget());
        challenges = new ChallengeValidation(store, settings);
        revocations = new Revocations(store, revocationList);
    }

    Response answer(Request request, AcmeRoutes route, AcmeResources resources, Instant now) {
        String prefix = resources.accountPrefix();
        return switch (route.place()) {
            case NEW_ACCOUNT ->
                route.first().isEmpty()
                        ? newAccount(gate.byKey(request, prefix), resources)
                        : account(gate.byAccount(request, prefix), route, resources);
            case NEW_ORDER -> newOrder(gate.byAccount(request, prefix), resources, now);
            case ORDER -> order(gate.byAccount(request, prefix), route, resources, now);
            case FINALIZE -> finalizeOrder(gate.byAccount(request, prefix), route, resources, now);
            case AUTHORIZATION -> authorization(gate.byAccount(request, prefix), route, resources);
            case DPOP_CHALLENGE, OIDC_CHALLENGE -> challenge(gate.byAccount(request, prefix), route, resources, now);
            case CERTIFICATE -> certificate(gate.byAccount(request, prefix), route, now);
            case REVOKE -> {
                revocations.revoke(gate.open(request, prefix), now);
                yield Response.of(200);
            }
            default -> throw AcmeProblemException.of("notImplemented", "this API is not implemented");
        };
    }

    private Response newAccount(SignedRequest request, AcmeResources resources) {
        ObjectNode payload = request.json();
        JsonNode contact = payload.path("contact");
        for (JsonNode one : contact) {
            if (one.asText().isEmpty()) {
                throw AcmeProblemException.malformed("contact cannot be empty string");
            }
        }
        Optional<Account> known = store.account(request.key());
        if (known.isEmpty() && payload.path("onlyReturnExisting").asBoolean()) {
            throw AcmeProblemException.of("accountDoesNotExist", "account does not exist");
        }
        Account account = known.orElseGet(
                () -> new Account(FreshValues.id(), request.key(), contact.isArray() ? contact : Json.readValue("[]")));
        boolean created = known.isEmpty() && store.add(account);
        if (!account.status().equals("valid")) {
            throw AcmeProblemException.of("unauthorized", "account is not active");
        }
        return Response.json(created ? 201 : 200, resources.json(account)).with("Location", resources.url(account));
    }

    private Response account(SignedRequest request, AcmeRoutes route, AcmeResources resources) {
        Account account = request.signer();
        own(route.first().equals(account.id), "account ID does not match");
        if (route.second().equals("orders")) {
            ArrayNode urls = Json.object().putArray("orders");
            locked(account, () -> {
                account.orders.forEach(order -> urls.add(resources.url(order)));
                return urls;
            });
            return Response.json(200, Json.object().set("orders", urls));
        }
        if (!request.payload().isEmpty()
                && request.json().path("status").asText().equals("deactivated")) {
            account.deactivate();
        }
        return Response.json(200, resources.json(account)).with("Location", resources.url(account));
    }

    private Response newOrder(SignedRequest request, AcmeResources resources, Instant now) {
        Account account = request.signer();
        Order order = orders.order(account, request.json(), now);
        locked(account, () -> {
            store.add(order);
            return order;
        });
        return Response.json(201, resources.json(order, now)).with("Location", resources.url(order));
    }

    private Response order(SignedRequest request, AcmeRoutes route, AcmeResources resources, Instant now) {
        Order order = order(request, route);
        return locked(order.account, () -> answer(order, resources, now));
    }

    private static Response answer(Order order, AcmeResources resources, Instant now) {
        return Response.json(200, resources.json(order, now)).with("Location", resources.url(order));
    }

    private Order order(SignedRequest request, AcmeRoutes route) {
        Order order = store.order(route.first()).orElseThrow(() -> missing("order"));
        own(order.account == request.signer(), "account does not own order");
        return order;
    }

    private Response finalizeOrder(SignedRequest request, AcmeRoutes route, AcmeResources resources, Instant now) {
        Order order = order(request, route);
        return locked(order.account, () -> {
            switch (order.status(now)) {
                case "valid" -> {
                    return answer(order, resources, now);
                }
                case "ready" -> order.issued = Optional.of(issue(order, request.json(), now));
                default -> throw AcmeProblemException.of("orderNotReady", "order is not ready");
            }
            return answer(order, resources, now);
        });
    }

    private IssuedLeaf issue(Order order, ObjectNode payload, Instant now) {
        WireIdentifiers wire = order.wire;
        SubjectPublicKeyInfo key =
                CertificateRequestRules.check(payload.path("csr").asText(), wire);
        Duration validity = Duration.between(order.notBefore, order.notAfter);
        if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0 || order.notAfter.isBefore(now)) {
            throw AcmeProblemException.of("serverInternal", "requested duration is not authorized");
        }
        LeafTemplate template = LeafTemplate.of(
                        authority.profile().domain(), wire.name(), wire.handleUri(), wire.clientUri(), key)
                .valid(order.notBefore, order.notAfter)
                .withCrl(authority.profile().crl());
        var der = authority.issue(template);
        BigInteger serial =
                Certificate.getInstance(der.toByteArray()).getSerialNumber().getValue();
        IssuedLeaf leaf = new IssuedLeaf(FreshValues.id(), order.account, serial, template, der);
        store.add(leaf);
        return leaf;
    }

    private Response authorization(SignedRequest request, AcmeRoutes route, AcmeResources resources) {
        Authorization authorization = authorization(request, route);
        return locked(
                authorization.order.account,
                () -> Response.json(200, resources.json(authorization)).with("Location", resources.url(authorization)));
    }

    private Authorization authorization(SignedRequest request, AcmeRoutes route) {
        Authorization authorization = store.authorization(route.first()).orElseThrow(() -> missing("authorization"));
        own(authorization.order.account == request.signer(), "account does not own authorization");
        return authorization;
    }

    private Response challenge(SignedRequest request, AcmeRoutes route, AcmeResources resources, Instant now) {
        Authorization authorization = authorization(request, route);
        if (!authorization.challenge.id.equals(route.second())) {
            throw missing("challenge");
        }
        return locked(authorization.order.account, () -> {
            challenges.validate(request, authorization, resources.challengeUrl(authorization), now);
            return Response.json(200, resources.challenge(authorization))
                    .with("Location", resources.challengeUrl(authorization))
                    .with("Link", resources.upLink(authorization));
        });
    }

    private Response certificate(SignedRequest request, AcmeRoutes route, Instant now) {
        IssuedLeaf leaf = store.issued(route.first()).orElseThrow(() -> missing("certificate"));
        own(leaf.account() == request.signer(), "account does not own certificate");
        String chain = request.http().due().stream()
                .filter(Misbehaviour.Certificate.class::isInstance)
                .map(misbehaviour -> ((Misbehaviour.Certificate) misbehaviour).flaw())
                .findFirst()
                .map(flaw -> new FlawedChain(authority, leaf, now).pem(flaw))
                .orElseGet(() -> authority.chainPem(leaf.der()));
        return Response.of(200, "application/pem-certificate-chain", chain);
    }

    private static void own(boolean holds, String detail) {
        if (!holds) {
            throw AcmeProblemException.of("unauthorized", detail);
        }
    }

    private static AcmeProblemException missing(String what) {
        return AcmeProblemException.malformed(what + " not found");
    }

    private static <T> T locked(Account account, Supplier<T> action) {
        account.lock.lock();
        try {
            return action.get();
        } finally {
            account.lock.unlock();
        }
    }
}
