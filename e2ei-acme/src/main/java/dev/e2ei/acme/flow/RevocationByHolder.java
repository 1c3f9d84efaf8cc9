package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.model.Directory;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.enrollment.RevocationContext;
import java.util.Optional;

/** Revokes a certificate whose account may be long gone, with nothing but the certificate's own key. */
public final class RevocationByHolder {
    private RevocationByHolder() {}

    /**
     * Asks for the directory, and revokes.
     *
     * @throws dev.e2ei.api.error.EnrollmentException if the server refuses
     */
    public static void revoke(RevocationContext context) {
        var pauses = new Pauses(context.elapsedTime(), EnrollmentListener.NONE);
        var server = new AcmeExchange(context.transport(), context.clock(), pauses, new NoncePool(Optional.empty()));
        TransportResponse answer = server.get(EnrollmentStep.REVOCATION, context.acmeDirectory());
        Directory directory = Answer.read(
                EnrollmentStep.REVOCATION,
                answer.body().toByteArray(),
                object -> Directory.parse(object, Optional.of(context.acmeDirectory())));
        Revocation.byCertificate(directory, JwsSigner.certificate(context))
                .send(server, context.certificate(), context.reason());
    }
}
