package dev.e2ei.acme.flow;

import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.URI;
import java.util.Optional;

/** The steps up to the order: directory, first nonce, account, order. */
record OrderSteps(Run run) {
    void fetchDirectory(AwaitingDirectory state) {
        URI url = run.request()
                .acmeDirectory()
                .orElseThrow(() -> new IllegalStateException(
                        "the request has no directory address: set acmeDirectory, or take the steps one by one"));
        run.step(EnrollmentStep.DIRECTORY, () -> {
            TransportResponse answer = run.server().get(EnrollmentStep.DIRECTORY, url);
            return state.accept(answer.body().toByteArray(), Optional.of(url));
        });
    }

    void makeAccount(AwaitingAccount state) {
        if (run.progress().nonces().next().isEmpty()) {
            run.step(EnrollmentStep.NONCE, () -> {
                run.server().fetchNonce(EnrollmentStep.NONCE, state.directory().newNonce());
                return state;
            });
        }
        run.step(EnrollmentStep.ACCOUNT, () -> {
            URI url = state.directory().newAccount();
            // the server knows the key when this is repeated, and answers with the account that is there
            TransportResponse answer = run.post(
                    EnrollmentStep.ACCOUNT,
                    url,
                    Repeat.FREELY,
                    state.directory().newNonce(),
                    nonce -> state.request(run.account(), nonce));
            return state.accept(answer.body().toByteArray(), Location.of(EnrollmentStep.ACCOUNT, url, answer));
        });
    }

    void makeOrder(AwaitingOrder state) {
        run.step(EnrollmentStep.ORDER, () -> {
            URI url = state.directory().newOrder();
            TransportResponse answer = run.post(
                    EnrollmentStep.ORDER,
                    url,
                    Repeat.IF_BROKEN,
                    state.directory().newNonce(),
                    nonce -> state.request(run.request(), run.account(), nonce, run.now()));
            URI location = Location.of(EnrollmentStep.ORDER, url, answer)
                    .orElseThrow(() -> new AcmeProtocolException(
                            EnrollmentStep.ORDER, "the answer has no header Location, which is the order's address"));
            return state.accept(answer.body().toByteArray(), Optional.of(location), run.request(), run.now());
        });
    }
}
