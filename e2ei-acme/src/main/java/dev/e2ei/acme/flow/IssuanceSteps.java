package dev.e2ei.acme.flow;

import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The steps after the challenges: the order becomes ready, is finalized, and its certificate downloaded and checked. */
record IssuanceSteps(Run run) {
    void awaitReady(AwaitingReady state) {
        URI url = orderUrl(state.order(), EnrollmentStep.ORDER_READY);
        var question = new Polling.Question(
                () -> run.post(
                        EnrollmentStep.ORDER_READY,
                        url,
                        Repeat.FREELY,
                        state.directory().newNonce(),
                        nonce -> state.request(run.account(), url, nonce)),
                body -> state.accept(body, run.request(), run.now()));
        run.step(EnrollmentStep.ORDER_READY, () -> run.polling().until(EnrollmentStep.ORDER_READY, question, question));
    }

    void finalizeOrder(AwaitingFinalization state) {
        URI url = orderUrl(state.order(), EnrollmentStep.FINALIZE);
        URI newNonce = state.directory().newNonce();
        Supplier<TransportResponse> order = () -> run.post(
                EnrollmentStep.FINALIZE,
                url,
                Repeat.FREELY,
                newNonce,
                nonce -> state.orderRequest(run.account(), url, nonce));
        Function<byte[], EnrollmentState> take = body -> state.accept(body, run.request(), run.now());
        byte[] csr = run.context().keys().certificateRequest();
        Supplier<TransportResponse> finalization = () -> {
            try {
                return run.post(
                        EnrollmentStep.FINALIZE,
                        state.order().finalizeUrl(),
                        Repeat.ONCE,
                        newNonce,
                        nonce -> state.request(csr, run.account(), nonce));
            } catch (AcmeServerException refused) {
                // an earlier finalization, whose answer was lost, may have been the last one needed
                if (refused.problem().is("orderNotReady")) {
                    return order.get();
                }
                throw refused;
            }
        };
        run.step(
                EnrollmentStep.FINALIZE,
                () -> run.polling()
                        .until(
                                EnrollmentStep.FINALIZE,
                                new Polling.Question(finalization, take),
                                new Polling.Question(order, take)));
    }

    void download(AwaitingCertificate state) {
        run.stepping(EnrollmentStep.CERTIFICATE, () -> {
            TransportResponse answer = run.server()
                    .post(
                            EnrollmentStep.CERTIFICATE,
                            state.directory().newNonce(),
                            state.certificate(),
                            Repeat.FREELY,
                            Optional.of(MediaType.PEM_CHAIN),
                            nonce -> state.request(run.account(), nonce));
            IssuedCertificate checked =
                    run.context().checks().check(answer.body().toByteArray());
            run.progress().issued(state.accept(checked), checked);
            return checked;
        });
    }

    private static URI orderUrl(OrderReference order, EnrollmentStep step) {
        return order.url()
                .orElseThrow(() -> new AcmeProtocolException(
                        step, "the order's address is not known: its answer was taken without header Location"));
    }
}
