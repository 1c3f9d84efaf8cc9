package dev.e2ei.core.client;

import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.crypto.RandomSource;
import dev.e2ei.spi.enrollment.CertificateChecks;
import dev.e2ei.spi.enrollment.EnrollmentContext;
import dev.e2ei.spi.enrollment.EnrollmentKeys;
import java.time.InstantSource;
import java.util.function.Consumer;

/** What an enrollment protocol sees of the client. */
final class DefaultEnrollmentContext implements EnrollmentContext {
    private final EnrollmentRequest request;
    private final ClientEnvironment environment;
    private final EnrollmentKeys keys;
    private final CertificateChecks checks;
    private final Consumer<byte[]> checkpoint;

    DefaultEnrollmentContext(
            EnrollmentRequest request,
            ClientEnvironment environment,
            EnrollmentKeys keys,
            CertificateChecks checks,
            Consumer<byte[]> checkpoint) {
        this.request = request;
        this.environment = environment;
        this.keys = keys;
        this.checks = checks;
        this.checkpoint = checkpoint;
    }

    @Override
    public EnrollmentRequest request() {
        return request;
    }

    @Override
    public InstantSource clock() {
        return environment.clock();
    }

    @Override
    public ElapsedTime elapsedTime() {
        return environment.elapsedTime();
    }

    @Override
    public RandomSource random() {
        return environment.crypto().random();
    }

    @Override
    public AcmeTransport transport() {
        return environment.transport();
    }

    @Override
    public EnrollmentKeys keys() {
        return keys;
    }

    @Override
    public CertificateChecks checks() {
        return checks;
    }

    @Override
    public void checkpoint(byte[] snapshot) {
        checkpoint.accept(snapshot);
    }
}
