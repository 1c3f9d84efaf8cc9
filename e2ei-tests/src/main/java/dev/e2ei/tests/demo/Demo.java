package dev.e2ei.tests.demo;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.spi.ElapsedTime;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Locale;

/** The demo: enroll, show, revoke, see the difference. */
final class Demo {
    private final DemoStack stack;
    private final PrintStream out;
    private final ElapsedTime time = ElapsedTime.SYSTEM;

    Demo(DemoStack stack, PrintStream out) {
        this.stack = stack;
        this.out = out;
    }

    /** Runs all of it; ends with an exception at the first thing that is not as it should be. */
    void run() throws IOException, InterruptedException {
        try (E2eiClient client = stack.openClient()) {
            EnrollmentRequest request = stack.request();
            try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(request)) {
                out.println("Enrollment, ciphersuite " + request.ciphersuite());
                IssuedCertificate issued = enroll(enrollment);
                X509Registration registered = client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
                out.println("Certificate");
                ChainVerdict before = client.trust().verify(issued.chain(), stack.now());
                CertificateText.print(out, request, issued, before);
                tell("verdict", before);
                require(before, DeviceVerdict.VALID);
                out.println("Revocation by the holder");
                revoke(client, registered);
                for (URI point : registered.newCrlDistributionPoints()) {
                    register(client, point);
                }
                tell("before", before);
                tell("after", verdictAfter(client, issued.chain()));
            }
        }
    }

    private IssuedCertificate enroll(E2eiEnrollment enrollment) {
        StepLines steps = new StepLines(out, time);
        long start = time.nanoTime();
        IssuedCertificate issued = enrollment.acquire(stack.hooks().withListener(steps));
        done("enrolled, in " + steps.taken().size() + " steps", start);
        return issued;
    }

    private void revoke(E2eiClient client, X509Registration registered) {
        long start = time.nanoTime();
        client.inTransaction(tx -> tx.e2eiRevoke(registered.credential(), RevocationReason.CESSATION_OF_OPERATION));
        done("revoked with the certificate's own key", start);
    }

    private void register(E2eiClient client, URI point) throws IOException, InterruptedException {
        long start = time.nanoTime();
        Bytes list = RevocationListDownload.from(point);
        done("revocation list fetched, " + list.size() + " octets", start);
        long fetched = time.nanoTime();
        CrlRegistration registration = client.transaction(tx -> tx.e2eiRegisterCrl(point, list));
        done("registered, " + (registration.dirty() ? "and it changes something" : "and nothing changes"), fetched);
        if (!registration.dirty()) {
            throw new IllegalStateException("the revocation list does not name the certificate");
        }
    }

    private ChainVerdict verdictAfter(E2eiClient client, CertificateChain chain) {
        ChainVerdict after = client.trust().verify(chain, stack.now());
        require(after, DeviceVerdict.REVOKED);
        return after;
    }

    private static void require(ChainVerdict verdict, DeviceVerdict wanted) {
        if (verdict.verdict() != wanted) {
            throw new IllegalStateException(
                    "the verdict should be " + wanted + ", it is " + verdict.verdict() + ": " + verdict.explanation());
        }
    }

    private void tell(String label, ChainVerdict verdict) {
        out.printf("  %-12s %s: %s%n", label, verdict.verdict(), verdict.explanation());
        verdict.notes().forEach(note -> out.printf("  %-12s %s%n", "", note));
    }

    private void done(String what, long start) {
        out.printf(Locale.ROOT, "  %-56s %7.1f ms%n", what, (time.nanoTime() - start) / 1e6);
    }
}
