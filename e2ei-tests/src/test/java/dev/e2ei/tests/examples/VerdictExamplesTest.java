package dev.e2ei.tests.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.Secret;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.BacklogVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.MlsAcceptance;
import dev.e2ei.testkit.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the octets of a certificate to its verdict, and what each verdict has to say; docs/verdicts.md shows these. */
@DisplayName("The examples of verdicts")
class VerdictExamplesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final URI LIST = URI.create("http://crl.wire.example/list");
    private static final ClientId ALICE =
            ClientId.parse("0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:4959bc6ab12f2846@wire.example");

    private final ManualClock clock = ManualClock.stoppedAt(NOW);
    private final E2eiClient client = client();

    private E2eiClient client() {
        try (Secret key = Secret.copyOf(new byte[32])) {
            return E2eiClient.builder()
                    .storageProvider("memory")
                    .databaseKey(key)
                    .clock(clock)
                    .open();
        }
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static String text(String file) {
        try (InputStream in = VerdictExamplesTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The octets of each block of a PEM file. */
    private static List<Bytes> octets(String file) {
        List<Bytes> blocks = new ArrayList<>();
        for (String block : text(file).split("-----END [A-Z0-9 ]+-----\n")) {
            String base64 = block.substring(block.indexOf('\n') + 1);
            blocks.add(Bytes.of(Base64.getMimeDecoder().decode(base64)));
        }
        return blocks;
    }

    private void trust() {
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(text("root.pem")));
    }

    private void registerList() {
        client.inTransaction(tx -> {
            tx.e2eiRegisterIntermediateCa(
                    CertificateChain.pem(octets("alice.pem").get(1)));
            tx.e2eiRegisterCrl(LIST, octets("list.pem").get(0));
        });
    }

    @Test
    @DisplayName("VALID, with what the policy let pass")
    void valid() {
        trust();
        registerList();
        List<Bytes> received = octets("alice.pem");
        CertificateChain chain = new CertificateChain(received);
        ChainVerdict verdict = client.trust().verify(chain, NOW);
        assertEquals("""
                VALID: certificate 1267 up to CA certificate of CN=Example Root
                  path      CN=Alice Smith,O=wire.example, 2026-05-01T00:00:00Z to 2026-08-01T00:00:00Z
                  path      CN=wire.example Authority, 2026-01-01T00:00:00Z to 2036-01-01T00:00:00Z
                  path      CN=Example Root, 2026-01-01T00:00:00Z to 2036-01-01T00:00:00Z
                  revoked?  GOOD, not listed: certificate 1267, by the list of 2026-06-01T06:00:00Z, number 7
                  revoked?  MISSING, revocation not checked for CA certificate of CN=wire.example Authority: no list of CA certificate of CN=Example Root is registered
                  note      revocation not checked for CA certificate of CN=wire.example Authority: no list of CA certificate of CN=Example Root is registered
                  holds     until 2026-08-01T00:00:01Z
                """, verdict.describe());
    }

    @Test
    @DisplayName("EXPIRED, and not to those who read what was sent before")
    void expired() {
        trust();
        clock.advance(Duration.ofDays(92));
        CertificateChain chain = new CertificateChain(octets("alice.pem"));
        BacklogVerdict verdict = client.trust().verifyBacklog(chain, NOW);
        assertEquals("""
                EXPIRED
                  rule      EXPIRED
                  expected  certificate 1267 up to 2026-08-01T00:00:00Z
                  found     2026-09-01T12:00:00Z
                  path      CN=Alice Smith,O=wire.example, 2026-05-01T00:00:00Z to 2026-08-01T00:00:00Z
                  path      CN=wire.example Authority, 2026-01-01T00:00:00Z to 2036-01-01T00:00:00Z
                  path      CN=Example Root, 2026-01-01T00:00:00Z to 2036-01-01T00:00:00Z
                  revoked?  MISSING, revocation not checked for certificate 1267: no list of CA certificate of CN=wire.example Authority is registered
                  revoked?  MISSING, revocation not checked for CA certificate of CN=wire.example Authority: no list of CA certificate of CN=Example Root is registered
                """, verdict.asOfNow().describe());
        assertEquals("VALID", verdict.asOfThen().verdict().name());
    }

    @Test
    @DisplayName("NAME_CONSTRAINT, of an authority that speaks for another domain")
    void nameConstraint() {
        trust();
        CertificateChain chain = new CertificateChain(octets("mallory.pem"));
        assertEquals("""
                NAME_CONSTRAINT
                  rule      NAME_CONSTRAINT
                  expected  a uniformResourceIdentifier within wire.example by CA certificate of CN=wire.example Authority
                  found     host evil.example in certificate 1269
                """, client.trust().verify(chain, NOW).describe());
    }

    @Test
    @DisplayName("REVOKED, at each instant")
    void revoked() {
        trust();
        registerList();
        CertificateChain chain = new CertificateChain(octets("lost.pem"));
        assertEquals("""
                REVOKED
                  rule      REVOKED
                  expected  certificate 029a in no revocation list of CN=wire.example Authority
                  found     certificate 029a revoked on 2026-06-01T06:00:00Z, reason keyCompromise, by the list of 2026-06-01T06:00:00Z, number 7, which holds for all that it ever signed
                  path      CN=Bob Jones,O=wire.example, 2026-05-01T00:00:00Z to 2026-08-01T00:00:00Z
                  path      CN=wire.example Authority, 2026-01-01T00:00:00Z to 2036-01-01T00:00:00Z
                  path      CN=Example Root, 2026-01-01T00:00:00Z to 2036-01-01T00:00:00Z
                  revoked?  REVOKED, certificate 029a revoked on 2026-06-01T06:00:00Z, reason keyCompromise, by the list of 2026-06-01T06:00:00Z, number 7
                  revoked?  MISSING, revocation not checked for CA certificate of CN=wire.example Authority: no list of CA certificate of CN=Example Root is registered
                """, client.trust().verify(chain, NOW).describe());
    }

    @Test
    @DisplayName("KEY_MISMATCH, of a leaf that shows somebody else's certificate")
    void keyMismatch() {
        trust();
        CertificateChain chain = new CertificateChain(octets("alice.pem"));
        Bytes signatureKey = Bytes.fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        MlsAcceptance acceptance = client.trust().acceptForMls(chain, signatureKey, ALICE);
        assertEquals("""
                KEY_MISMATCH
                  rule      KEY_MISMATCH
                  expected  the key that the device uses, thumbprint kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
                  found     the certificate's, thumbprint H2JL2g9vMLAWmBE_oplCzEf4iBdQys7q53uy5asyL08
                """, acceptance.verdict().describe());
    }

    @Test
    @DisplayName("MALFORMED, and where")
    void malformed() {
        trust();
        byte[] leaf = octets("alice.pem").get(0).toByteArray();
        CertificateChain chain = new CertificateChain(List.of(Bytes.of(Arrays.copyOf(leaf, 300))));
        assertEquals("""
                MALFORMED
                  rule      MALFORMED
                  expected  a certificate in DER, RFC 5280
                  found     TRUNCATED at octet 0 in Certificate: 475 octets are announced, 296 are there
                """, client.trust().verify(chain, NOW).describe());
    }
}
