package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.x509.CertificateRequest;
import dev.e2ei.spi.enrollment.EnrollmentContext;
import dev.e2ei.spi.enrollment.EnrollmentProtocol;
import dev.e2ei.spi.enrollment.EnrollmentSession;
import dev.e2ei.spi.enrollment.RevocationContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A host's own protocol: it has the certificate issued next door, and lets a test in before. */
final class PlantedProtocol implements EnrollmentProtocol {
    static final String TOKEN = "swordfish-token";

    final TestAuthority authority;
    final List<String> resumed = new ArrayList<>();
    final List<CertificateChain> revoked = new ArrayList<>();
    final List<PlantedSession> sessions = new ArrayList<>();
    Consumer<EnrollmentContext> beforeIssuing = context -> {};
    UnaryOperator<CertificateChain> issued = chain -> chain;
    String name = "planted";

    PlantedProtocol(TestAuthority authority) {
        this.authority = authority;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EnrollmentSession begin(EnrollmentContext context) {
        return add(context);
    }

    @Override
    public EnrollmentSession resume(EnrollmentContext context, byte[] snapshot) {
        resumed.add(new String(snapshot, StandardCharsets.UTF_8));
        return add(context);
    }

    private EnrollmentSession add(EnrollmentContext context) {
        PlantedSession session = new PlantedSession(context);
        sessions.add(session);
        return session;
    }

    @Override
    public void revoke(RevocationContext context) {
        byte[] signature = context.signWithCertificateKey("content".getBytes(StandardCharsets.UTF_8));
        if (signature.length != 64 || !context.certificateJwk().crv().equals("Ed25519")) {
            throw new IllegalStateException("not the certificate's key");
        }
        revoked.add(new CertificateChain(List.of(Bytes.of(context.certificate()))));
    }

    final class PlantedSession implements EnrollmentSession {
        final EnrollmentContext context;
        boolean closed;

        PlantedSession(EnrollmentContext context) {
            this.context = context;
        }

        @Override
        public IssuedCertificate acquire(EnrollmentHooks hooks) {
            context.checks().requireTrust();
            hooks.listener().began(EnrollmentStep.ORDER);
            context.checkpoint(snapshot());
            beforeIssuing.accept(context);
            CertificateRequest request = CertificateRequest.parse(context.keys().certificateRequest());
            CertificateChain chain = authority.issue(
                    context.request(),
                    request.publicKey(),
                    context.clock().instant(),
                    context.request().expiry());
            return context.checks().check(issued.apply(chain).toPem().getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public byte[] snapshot() {
            return ("state with " + TOKEN).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void revoke(byte[] certificate, RevocationReason reason) {
            context.keys().signWithAccountKey(certificate);
            revoked.add(new CertificateChain(List.of(Bytes.of(certificate))));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
