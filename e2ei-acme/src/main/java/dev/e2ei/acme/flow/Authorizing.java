package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.AcmeJws;
import dev.e2ei.acme.jose.DpopProof;
import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.model.Authorization;
import dev.e2ei.acme.model.AuthorizationStatus;
import dev.e2ei.acme.model.Challenge;
import dev.e2ei.acme.model.ChallengeStatus;
import dev.e2ei.acme.model.ChallengeType;
import dev.e2ei.acme.model.Directory;
import dev.e2ei.acme.model.WireIdentifiers;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.ChallengeFailedException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * There is an order. Its two authorizations are fetched, in the server's order, and their challenges answered, either one
 * first; an authorization may be fetched again to see whether the server has made up its mind.
 */
record Authorizing(
        Directory directory,
        URI account,
        OrderReference order,
        Optional<OpenAuthorization> device,
        Optional<OpenAuthorization> user)
        implements EnrollmentState {
    private static final byte[] POST_AS_GET = new byte[0];

    /** Asks for an authorization, section 7.5. */
    byte[] request(URI authorization, JwsSigner signer, String nonce) {
        if (!order.authorizations().contains(authorization)) {
            throw new IllegalArgumentException("not an authorization of this order");
        }
        return AcmeJws.withKeyId(signer, account, nonce, authorization, POST_AS_GET);
    }

    /** Takes an authorization without drawing conclusions. */
    Authorization read(byte[] body, EnrollmentRequest wanted) {
        return Answer.read(
                EnrollmentStep.AUTHORIZATION,
                body,
                object -> Authorization.parse(object, WireIdentifiers.of(wanted), directory.origin()));
    }

    /**
     * Takes an authorization; the next state, once both are valid, waits for the order.
     *
     * @param url where it was asked for, if that is known
     */
    EnrollmentState accept(byte[] body, Optional<URI> url, EnrollmentRequest wanted, Instant now) {
        return Answer.read(EnrollmentStep.AUTHORIZATION, body, object -> {
            var authorization = Authorization.parse(object, WireIdentifiers.of(wanted), directory.origin());
            Challenge challenge = authorization.challenge();
            boolean valid = isValid(authorization);
            if (!valid) {
                requireOpen(authorization, now);
            }
            progress(challenge.type()).ifPresent(known -> requireForward(known, challenge, valid));
            return with(new OpenAuthorization(url, challenge, valid));
        });
    }

    /** The answer to a challenge, section 7.5.1, with Wire's payloads. */
    byte[] answer(ChallengeType type, String token, JwsSigner signer, String nonce) {
        String member = type == ChallengeType.WIRE_DPOP_01 ? "access_token" : "id_token";
        JsonObject payload = JsonObject.builder().put(member, token).build();
        return AcmeJws.withKeyId(signer, account, nonce, challenge(type).url(), Json.write(payload));
    }

    /**
     * Takes the outcome of a challenge.
     *
     * @throws dev.e2ei.api.error.EnrollmentException with code {@code ACME_PENDING} while there is none
     */
    EnrollmentState acceptOutcome(ChallengeType type, byte[] body) {
        Challenge known = challenge(type);
        Challenge answered = Answer.read(type.step(), body, object -> {
            Challenge challenge = Challenge.parse(object, type, directory.origin());
            if (!challenge.url().equals(known.url())) {
                throw new JsonException("the challenge is not the one that was answered");
            }
            return known.endedAs(challenge);
        });
        return switch (answered.status()) {
            case VALID -> with(new OpenAuthorization(progress(type).flatMap(OpenAuthorization::url), answered, true));
            case INVALID -> throw failed(type.step(), "the challenge " + type.text() + " is invalid", answered);
            case PENDING, PROCESSING -> throw Answer.pending(type.step(), "the challenge " + type.text());
        };
    }

    /**
     * Takes an authorization that is looked at until its challenge is decided.
     *
     * @throws dev.e2ei.api.error.EnrollmentException with code {@code ACME_PENDING} while it is not
     */
    EnrollmentState acceptDecision(ChallengeType type, byte[] body, URI url, EnrollmentRequest wanted, Instant now) {
        EnrollmentState next = accept(body, Optional.of(url), wanted, now);
        if (next instanceof Authorizing open
                && open.progress(type).filter(OpenAuthorization::valid).isEmpty()) {
            throw Answer.pending(type.step(), "the challenge " + type.text());
        }
        return next;
    }

    DpopProof dpopProof(String backendNonce) {
        Challenge challenge = challenge(ChallengeType.WIRE_DPOP_01);
        return new DpopProof(challenge.url(), challenge.target(), challenge.token(), backendNonce);
    }

    Optional<OpenAuthorization> progress(ChallengeType type) {
        return type == ChallengeType.WIRE_DPOP_01 ? device : user;
    }

    /** The challenge of an authorization that has been fetched. */
    Challenge challenge(ChallengeType type) {
        return progress(type)
                .orElseThrow(() -> new IllegalStateException("the authorization with the challenge " + type.text()
                        + " is missing: call newAuthzResponse first"))
                .challenge();
    }

    /** A server may need a moment to carry what it thinks of a challenge over to the authorization. */
    private static boolean isValid(Authorization authorization) {
        return authorization.status() == AuthorizationStatus.VALID
                || authorization.status() == AuthorizationStatus.PENDING
                        && authorization.challenge().status() == ChallengeStatus.VALID;
    }

    private static void requireOpen(Authorization authorization, Instant now) {
        Challenge challenge = authorization.challenge();
        String what = "the authorization for " + challenge.type().text();
        if (authorization.status() != AuthorizationStatus.PENDING || challenge.status() == ChallengeStatus.INVALID) {
            String status = authorization.status() == AuthorizationStatus.PENDING
                    ? AuthorizationStatus.INVALID.text()
                    : authorization.status().text();
            throw failed(EnrollmentStep.AUTHORIZATION, what + " is " + status, challenge);
        }
        if (authorization.expires().filter(now::isAfter).isPresent()) {
            throw failed(EnrollmentStep.AUTHORIZATION, what + " has expired", challenge);
        }
    }

    private static void requireForward(OpenAuthorization known, Challenge challenge, boolean valid) {
        if (!challenge.isSameAs(known.challenge())) {
            throw new JsonException("the authorization has another challenge than before");
        }
        if (known.valid() && !valid) {
            throw new JsonException("the authorization was valid and no longer is");
        }
    }

    private EnrollmentState with(OpenAuthorization progress) {
        boolean isDevice = progress.challenge().type() == ChallengeType.WIRE_DPOP_01;
        Optional<OpenAuthorization> other = isDevice ? user : device;
        if (progress.valid() && other.filter(OpenAuthorization::valid).isPresent()) {
            return new AwaitingReady(directory, account, order);
        }
        return isDevice
                ? new Authorizing(directory, account, order, Optional.of(progress), user)
                : new Authorizing(directory, account, order, device, Optional.of(progress));
    }

    private static ChallengeFailedException failed(EnrollmentStep step, String what, Challenge challenge) {
        return new ChallengeFailedException(step, what, challenge.error().orElse(null));
    }

    @Override
    public Optional<OrderReference> openOrder() {
        return Optional.of(order);
    }

    @Override
    public String nextCall() {
        if (device.isEmpty() || user.isEmpty()) {
            return "newAuthzResponse";
        }
        return device.get().valid() ? "newOidcChallengeResponse" : "newDpopChallengeResponse";
    }
}
