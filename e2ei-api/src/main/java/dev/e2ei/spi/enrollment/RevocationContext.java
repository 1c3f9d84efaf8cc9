package dev.e2ei.spi.enrollment;

import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.crypto.RandomSource;
import java.net.URI;
import java.time.InstantSource;

/** What the revocation of a certificate by its holder works with. Given by the engine. */
public interface RevocationContext {
    /** {@return the address of the ACME directory} */
    URI acmeDirectory();

    /** {@return the certificate in DER} */
    byte[] certificate();

    /** {@return why} */
    RevocationReason reason();

    /** {@return the public part of the certificate's key} */
    PublicJwk certificateJwk();

    /**
     * Signs with the certificate's key.
     *
     * @param signingInput the JWS signing input
     * @return the signature, as {@link EnrollmentKeys#signWithAccountKey}
     */
    byte[] signWithCertificateKey(byte[] signingInput);

    /** {@return the clock} */
    InstantSource clock();

    /** {@return the passing of time} */
    ElapsedTime elapsedTime();

    /** {@return randomness} */
    RandomSource random();

    /** {@return the transport} */
    AcmeTransport transport();
}
