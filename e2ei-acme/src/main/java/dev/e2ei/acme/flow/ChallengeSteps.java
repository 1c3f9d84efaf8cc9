package dev.e2ei.acme.flow;

import dev.e2ei.acme.model.ChallengeType;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** The steps that show who asks: authorizations, and the two challenges with the tokens of others that answer them. */
final class ChallengeSteps {
    private final Run run;
    private final WireSide wireSide;
    private final Runnable checkpoint;
    private boolean authorizationsFetched;

    ChallengeSteps(Run run, WireSide wireSide, Runnable checkpoint) {
        this.run = run;
        this.wireSide = wireSide;
        this.checkpoint = checkpoint;
    }

    /** The next one of these steps. */
    void authorize(Authorizing state) {
        if (!authorizationsFetched) {
            // also of an enrollment that goes on: the server may have made up its mind meanwhile
            run.step(EnrollmentStep.AUTHORIZATION, () -> fetchAuthorizations(state));
            authorizationsFetched = true;
        } else if (state.device().filter(OpenAuthorization::valid).isEmpty()) {
            String nonce = run.stepping(EnrollmentStep.BACKEND_NONCE, wireSide::nonce);
            String token = run.stepping(EnrollmentStep.ACCESS_TOKEN, () -> wireSide.accessToken(state, nonce));
            answerChallenge(state, ChallengeType.WIRE_DPOP_01, token);
        } else {
            checkpoint.run();
            String token = run.stepping(EnrollmentStep.LOGIN, () -> wireSide.idToken(state));
            answerChallenge(state, ChallengeType.WIRE_OIDC_01, token);
        }
    }

    private EnrollmentState fetchAuthorizations(Authorizing state) {
        for (URI url : state.order().authorizations()) {
            if (run.progress().state() instanceof Authorizing current) {
                TransportResponse answer = fetch(current, url);
                run.progress()
                        .reached(current.accept(
                                answer.body().toByteArray(), Optional.of(url), run.request(), run.now()));
            }
        }
        if (run.progress().state() instanceof Authorizing open
                && (open.device().isEmpty() || open.user().isEmpty())) {
            throw new AcmeProtocolException(
                    EnrollmentStep.AUTHORIZATION, "both authorizations of the order are for the same identifier");
        }
        return run.progress().state();
    }

    private TransportResponse fetch(Authorizing state, URI authorization) {
        return ask(
                EnrollmentStep.AUTHORIZATION,
                authorization,
                Repeat.FREELY,
                state,
                nonce -> state.request(authorization, run.account(), nonce));
    }

    private void answerChallenge(Authorizing state, ChallengeType type, String token) {
        URI url = state.challenge(type).url();
        var answer = new Polling.Question(
                () -> ask(
                        type.step(), url, Repeat.ONCE, state, nonce -> state.answer(type, token, run.account(), nonce)),
                body -> state.acceptOutcome(type, body));
        // a challenge of Wire's that is pending cannot be asked for by POST-as-GET; its authorization can
        URI authorization = state.progress(type).flatMap(OpenAuthorization::url).orElseThrow();
        var later = new Polling.Question(
                () -> fetch(state, authorization),
                body -> state.acceptDecision(type, body, authorization, run.request(), run.now()));
        run.step(type.step(), () -> run.polling().until(type.step(), answer, later));
    }

    private TransportResponse ask(
            EnrollmentStep step, URI url, Repeat repeat, Authorizing state, Function<String, byte[]> body) {
        return run.post(step, url, repeat, state.directory().newNonce(), body);
    }
}
