package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.model.ChallengeType;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.api.error.ChallengeFailedException;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.enrollment.EnrollmentContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes all steps that an enrollment still needs: the only code that asks the server, the backend and the user. */
final class EnrollmentDriver {
    private static final System.Logger LOG = System.getLogger(EnrollmentDriver.class.getName());

    private final EnrollmentContext context;
    private final Progress progress;
    private final EnrollmentHooks hooks;
    private final Runnable checkpoint;
    private final AcmeExchange server;
    private final Polling polling;
    private final JwsSigner account;
    private final WireSide wireSide;
    private boolean authorizationsFetched;

    EnrollmentDriver(EnrollmentContext context, Progress progress, EnrollmentHooks hooks, Runnable checkpoint) {
        this.context = context;
        this.progress = progress;
        this.hooks = hooks;
        this.checkpoint = checkpoint;
        var pauses = new Pauses(context.elapsedTime(), hooks.listener());
        server = new AcmeExchange(context.transport(), context.clock(), pauses, progress.nonces());
        polling = new Polling(pauses, context.clock());
        account = JwsSigner.account(context.keys());
        wireSide = new WireSide(context, hooks);
    }

    /** Drives the enrollment to its certificate. */
    IssuedCertificate drive() {
        context.checks().requireTrust();
        while (!(progress.state() instanceof Issued issued)) {
            requireOrderAlive();
            advance(progress.state());
        }
        if (progress.certificate().isEmpty()) {
            // resumed after the end; the checks are the engine's and are made anew
            progress.issued(issued, context.checks().check(issued.pem().toByteArray()));
        }
        return progress.certificate().orElseThrow();
    }

    private void requireOrderAlive() {
        if (progress.state()
                .openOrder()
                .filter(order -> order.expired(context.clock().instant()))
                .isPresent()) {
            throw new ChallengeFailedException(
                    EnrollmentStep.ORDER_READY, "the order has expired; begin a new enrollment", null);
        }
    }

    private void advance(EnrollmentState state) {
        if (state instanceof AwaitingDirectory awaiting) {
            fetchDirectory(awaiting);
        } else if (state instanceof AwaitingAccount awaiting) {
            makeAccount(awaiting);
        } else if (state instanceof AwaitingOrder awaiting) {
            makeOrder(awaiting);
        } else if (state instanceof Authorizing authorizing) {
            authorize(authorizing);
        } else if (state instanceof AwaitingReady awaiting) {
            awaitReady(awaiting);
        } else if (state instanceof AwaitingFinalization awaiting) {
            finalizeOrder(awaiting);
        } else if (state instanceof AwaitingCertificate awaiting) {
            download(awaiting);
        }
    }

    private void fetchDirectory(AwaitingDirectory state) {
        URI url = context.request()
                .acmeDirectory()
                .orElseThrow(() -> new IllegalStateException(
                        "the request has no directory address: set acmeDirectory, or take the steps one by one"));
        step(EnrollmentStep.DIRECTORY, () -> {
            TransportResponse answer = server.get(EnrollmentStep.DIRECTORY, url);
            return state.accept(answer.body().toByteArray(), Optional.of(url));
        });
    }

    private void makeAccount(AwaitingAccount state) {
        if (progress.nonces().next().isEmpty()) {
            step(EnrollmentStep.NONCE, () -> {
                server.fetchNonce(EnrollmentStep.NONCE, state.directory().newNonce());
                return state;
            });
        }
        step(EnrollmentStep.ACCOUNT, () -> {
            URI url = state.directory().newAccount();
            // the server knows the key when this is repeated, and answers with the account that is there
            TransportResponse answer = post(
                    EnrollmentStep.ACCOUNT,
                    url,
                    Repeat.FREELY,
                    state.directory().newNonce(),
                    nonce -> state.request(account, nonce));
            return state.accept(answer.body().toByteArray(), Location.of(EnrollmentStep.ACCOUNT, url, answer));
        });
    }

    private void makeOrder(AwaitingOrder state) {
        step(EnrollmentStep.ORDER, () -> {
            URI url = state.directory().newOrder();
            TransportResponse answer = post(
                    EnrollmentStep.ORDER,
                    url,
                    Repeat.NEVER,
                    state.directory().newNonce(),
                    nonce -> state.request(
                            context.request(), account, nonce, context.clock().instant()));
            URI location = Location.of(EnrollmentStep.ORDER, url, answer)
                    .orElseThrow(() -> new AcmeProtocolException(
                            EnrollmentStep.ORDER, "the answer has no header Location, which is the order's address"));
            return state.accept(
                    answer.body().toByteArray(),
                    Optional.of(location),
                    context.request(),
                    context.clock().instant());
        });
        authorizationsFetched = false;
    }

    private void authorize(Authorizing state) {
        if (!authorizationsFetched) {
            // also of an enrollment that goes on: the server may have made up its mind meanwhile
            step(EnrollmentStep.AUTHORIZATION, () -> {
                for (URI url : state.order().authorizations()) {
                    if (progress.state() instanceof Authorizing current) {
                        progress.reached(fetchAuthorization(current, url));
                    }
                }
                return progress.state();
            });
            authorizationsFetched = true;
        } else if (state.device().filter(OpenAuthorization::valid).isEmpty()) {
            String nonce = stepping(EnrollmentStep.BACKEND_NONCE, wireSide::nonce);
            String token = stepping(EnrollmentStep.ACCESS_TOKEN, () -> wireSide.accessToken(state, nonce));
            answerChallenge(state, ChallengeType.WIRE_DPOP_01, token);
        } else {
            checkpoint.run();
            String token = stepping(EnrollmentStep.LOGIN, () -> wireSide.idToken(state));
            answerChallenge(state, ChallengeType.WIRE_OIDC_01, token);
        }
    }

    private EnrollmentState fetchAuthorization(Authorizing state, URI url) {
        TransportResponse answer = post(
                EnrollmentStep.AUTHORIZATION,
                url,
                Repeat.FREELY,
                state.directory().newNonce(),
                nonce -> state.request(url, account, nonce));
        return state.accept(
                answer.body().toByteArray(),
                Optional.of(url),
                context.request(),
                context.clock().instant());
    }

    private void answerChallenge(Authorizing state, ChallengeType type, String token) {
        URI newNonce = state.directory().newNonce();
        URI authorization = state.progress(type).flatMap(OpenAuthorization::url).orElseThrow();
        step(
                type.step(),
                () -> polling.until(
                        type.step(),
                        new Polling.Question(
                                () -> post(
                                        type.step(),
                                        state.challenge(type).url(),
                                        Repeat.ONCE,
                                        newNonce,
                                        nonce -> state.answer(type, token, account, nonce)),
                                body -> state.acceptOutcome(type, body)),
                        // a challenge of Wire's that is pending cannot be asked for by POST-as-GET; its authorization
                        // can
                        new Polling.Question(
                                () -> post(
                                        EnrollmentStep.AUTHORIZATION,
                                        authorization,
                                        Repeat.FREELY,
                                        newNonce,
                                        nonce -> state.request(authorization, account, nonce)),
                                body -> state.acceptDecision(
                                        type,
                                        body,
                                        authorization,
                                        context.request(),
                                        context.clock().instant()))));
    }

    private void awaitReady(AwaitingReady state) {
        URI url = orderUrl(state.order(), EnrollmentStep.ORDER_READY);
        var question = new Polling.Question(
                () -> post(
                        EnrollmentStep.ORDER_READY,
                        url,
                        Repeat.FREELY,
                        state.directory().newNonce(),
                        nonce -> state.request(account, url, nonce)),
                body -> state.accept(body, context.request(), context.clock().instant()));
        step(EnrollmentStep.ORDER_READY, () -> polling.until(EnrollmentStep.ORDER_READY, question, question));
    }

    private void finalizeOrder(AwaitingFinalization state) {
        URI url = orderUrl(state.order(), EnrollmentStep.FINALIZE);
        URI newNonce = state.directory().newNonce();
        Supplier<TransportResponse> order = () -> post(
                EnrollmentStep.FINALIZE,
                url,
                Repeat.FREELY,
                newNonce,
                nonce -> state.orderRequest(account, url, nonce));
        Function<byte[], EnrollmentState> take =
                body -> state.accept(body, context.request(), context.clock().instant());
        byte[] csr = context.keys().certificateRequest();
        Supplier<TransportResponse> finalization = () -> {
            try {
                return post(
                        EnrollmentStep.FINALIZE,
                        state.order().finalizeUrl(),
                        Repeat.ONCE,
                        newNonce,
                        nonce -> state.request(csr, account, nonce));
            } catch (AcmeServerException refused) {
                // an earlier finalization, whose answer was lost, may have been the last one needed
                if (refused.problem().is("orderNotReady")) {
                    return order.get();
                }
                throw refused;
            }
        };
        step(
                EnrollmentStep.FINALIZE,
                () -> polling.until(
                        EnrollmentStep.FINALIZE,
                        new Polling.Question(finalization, take),
                        new Polling.Question(order, take)));
    }

    private void download(AwaitingCertificate state) {
        stepping(EnrollmentStep.CERTIFICATE, () -> {
            TransportResponse answer = server.post(
                    EnrollmentStep.CERTIFICATE,
                    state.directory().newNonce(),
                    state.certificate(),
                    Repeat.FREELY,
                    Optional.of(MediaType.PEM_CHAIN),
                    nonce -> state.request(account, nonce));
            IssuedCertificate checked = context.checks().check(answer.body().toByteArray());
            progress.issued(state.accept(checked), checked);
            return checked;
        });
    }

    private TransportResponse post(
            EnrollmentStep step, URI url, Repeat repeat, URI newNonce, Function<String, byte[]> body) {
        return server.post(step, newNonce, url, repeat, Optional.of(MediaType.JSON), body);
    }

    private static URI orderUrl(OrderReference order, EnrollmentStep step) {
        return order.url()
                .orElseThrow(() -> new AcmeProtocolException(
                        step, "the order's address is not known: its answer was taken without header Location"));
    }

    private void step(EnrollmentStep step, Supplier<EnrollmentState> taken) {
        progress.reached(stepping(step, taken));
    }

    private <T> T stepping(EnrollmentStep step, Supplier<T> taken) {
        LOG.log(System.Logger.Level.DEBUG, "enrollment step {0} begins", step);
        hooks.listener().began(step);
        T result = taken.get();
        LOG.log(System.Logger.Level.DEBUG, "enrollment step {0} is done", step);
        hooks.listener().done(step);
        return result;
    }
}
