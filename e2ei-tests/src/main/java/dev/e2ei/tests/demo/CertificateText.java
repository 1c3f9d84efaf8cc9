package dev.e2ei.tests.demo;

import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.identity.X509Identity;
import dev.e2ei.api.trust.ChainVerdict;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** A certificate as a person reads it. */
final class CertificateText {
    private CertificateText() {}

    static void print(PrintStream out, EnrollmentRequest request, IssuedCertificate issued, ChainVerdict verdict) {
        X509Identity identity = issued.identity();
        line(out, "name", identity.displayName());
        line(out, "handle", identity.handle().toString());
        line(out, "device", request.clientId().toString());
        line(out, "domain", identity.domain().toString());
        Duration lifetime = Duration.between(identity.notBefore(), identity.notAfter());
        line(out, "valid", identity.notBefore() + " to " + identity.notAfter() + " (" + lifetime.toDays() + " days)");
        line(out, "serial", identity.serialNumber());
        line(out, "thumbprint", issued.thumbprint().base64Url());
        List<String> path = verdict.path();
        for (int i = 0; i < path.size(); i++) {
            line(out, i == 0 ? "chain" : "", path.get(i) + (i == path.size() - 1 ? " (trusted)" : ""));
        }
        issued.crlDistributionPoints().forEach(uri -> line(out, "revocations", uri.toString()));
    }

    private static void line(PrintStream out, String label, String value) {
        out.printf("  %-12s %s%n", label, value);
    }
}
