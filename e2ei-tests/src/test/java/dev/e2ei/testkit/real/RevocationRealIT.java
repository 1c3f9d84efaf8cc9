package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CrlRegistration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedRealStack.class)
@DisplayName("A certificate of step-ca that its holder revokes")
class RevocationRealIT {
    private static final Ciphersuite SUITE = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;

    @Test
    @DisplayName("is on the list that step-ca serves; registered, the list is dirty and the verdict REVOKED")
    void certificateKey(RealStack stack) throws IOException, InterruptedException, GeneralSecurityException {
        RealUser alice = SharedRealStack.person(stack, "Alice", "Smith");
        try (E2eiClient client = stack.openClient();
                E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, SUITE))) {
            IssuedCertificate issued = enrollment.acquire(stack.hooks(alice));
            X509Registration registered = client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
            assertEquals(DeviceVerdict.VALID, verdict(client, issued));

            client.inTransaction(tx -> tx.e2eiRevoke(registered.credential(), RevocationReason.KEY_COMPROMISE));
            Bytes crl = stack.crl();
            assertTrue(lists(crl, issued));
            CrlRegistration first = client.transaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), crl));
            assertTrue(first.dirty());
            assertTrue(first.expiration().orElseThrow().isAfter(Instant.now()));
            assertEquals(DeviceVerdict.REVOKED, verdict(client, issued));
            assertFalse(client.transaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), crl))
                    .dirty());

            // Once more is no error: what was wanted is so.
            client.inTransaction(tx -> tx.e2eiRevoke(registered.credential(), RevocationReason.KEY_COMPROMISE));
            assertTrue(lists(stack.crl(), issued));
        }
    }

    @Test
    @DisplayName("with the account's key, while the enrollment lives, is on the list too")
    void accountKey(RealStack stack) throws IOException, InterruptedException, GeneralSecurityException {
        RealUser alice = SharedRealStack.person(stack, "Alice", "Smith");
        try (E2eiClient client = stack.openClient();
                E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, SUITE))) {
            IssuedCertificate issued = enrollment.acquire(stack.hooks(alice));
            assertFalse(lists(stack.crl(), issued));
            enrollment.revoke(issued.chain(), RevocationReason.SUPERSEDED);
            assertTrue(lists(stack.crl(), issued));
        }
    }

    private static DeviceVerdict verdict(E2eiClient client, IssuedCertificate issued) {
        return client.trust().verify(issued.chain(), Instant.now()).verdict();
    }

    /** As the JDK reads the list. */
    private static boolean lists(Bytes crl, IssuedCertificate issued) throws GeneralSecurityException {
        X509CRL read = (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(crl.toByteArray()));
        return read.getRevokedCertificate(new BigInteger(issued.identity().serialNumber(), 16)) != null;
    }
}
