package dev.e2ei.testkit.ca;

import dev.e2ei.testkit.jose.JwsRejectedException;
import java.time.Instant;
import java.util.Optional;

/** Brings a challenge to its end, once. */
final class ChallengeValidation {
    private final DpopChallenge dpop;
    private final OidcChallenge oidc;

    ChallengeValidation(AcmeStore store, AcmeSettings settings) {
        dpop = new DpopChallenge(store, settings.backendKeys());
        oidc = new OidcChallenge(settings.issuer(), settings.oauthClientId(), settings.tls());
    }

    /** Does nothing where the challenge is finished already, as a repeated request does. */
    void validate(SignedRequest request, Authorization authorization, String url, Instant now) {
        Challenge challenge = authorization.challenge;
        if (!challenge.status.equals("pending")) {
            return;
        }
        if (authorization.order.expires.isBefore(now)) {
            throw AcmeProblemException.malformed("the order has expired");
        }
        try {
            if (challenge.type.equals(Challenge.DPOP)) {
                dpop.validate(member(request, "access_token"), authorization, url, now);
            } else {
                oidc.validate(member(request, "id_token"), authorization, url, now);
            }
            challenge.validated = Optional.of(now);
            challenge.status = "valid";
        } catch (ChallengeRejectedException | JwsRejectedException e) {
            challenge.error = Optional.of(AcmeProblemException.of("rejectedIdentifier", e.getMessage())
                    .json());
            challenge.status = "invalid";
        }
    }

    // A payload that is no such object leaves the challenge pending.
    private static String member(SignedRequest request, String name) {
        String token = request.json().path(name).asText();
        if (token.isEmpty()) {
            throw AcmeProblemException.malformed("error unmarshalling the payload: " + name + " is missing");
        }
        return token;
    }
}
