package dev.e2ei.acme;

import com.google.auto.service.AutoService;
import dev.e2ei.acme.flow.DefaultAcmeSession;
import dev.e2ei.acme.flow.RevocationByHolder;
import dev.e2ei.spi.enrollment.EnrollmentContext;
import dev.e2ei.spi.enrollment.EnrollmentProtocol;
import dev.e2ei.spi.enrollment.EnrollmentSession;
import dev.e2ei.spi.enrollment.RevocationContext;

/** ACME (RFC 8555) with Wire's identifiers and challenges. Its sessions can also be taken step by step. */
@AutoService(EnrollmentProtocol.class)
public final class AcmeProtocolProvider implements EnrollmentProtocol {
    /** For ServiceLoader. */
    public AcmeProtocolProvider() {}

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public EnrollmentSession begin(EnrollmentContext context) {
        return DefaultAcmeSession.begin(context);
    }

    @Override
    public EnrollmentSession resume(EnrollmentContext context, byte[] snapshot) {
        return DefaultAcmeSession.resume(context, snapshot);
    }

    @Override
    public void revoke(RevocationContext context) {
        RevocationByHolder.revoke(context);
    }
}
