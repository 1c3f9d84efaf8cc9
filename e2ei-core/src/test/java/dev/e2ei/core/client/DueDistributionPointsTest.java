package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.ParsedCertificate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Distribution points")
class DueDistributionPointsTest {
    private static final URI POINT = URI.create(TestAuthority.CRL_URL);

    private final TestClients world = new TestClients();
    private final TestAuthority stranger = new TestAuthority(world.crypto, "Stranger", world.now);
    private final SignatureKey key = SignatureKey.generate(
            world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow());
    private final DueDistributionPoints points = new DueDistributionPoints(TrustState.NONE, world.now);

    @AfterEach
    void close() {
        key.close();
    }

    private CertificateChain issuedBy(TestAuthority authority) {
        return authority.issue(
                TestClients.request(TestClients.ALICE), key.subjectPublicKey(), world.now, Duration.ofDays(9));
    }

    private static DistinguishedName issuer(CertificateChain chain) {
        return ParsedCertificate.parse(chain.leaf()).issuer();
    }

    @Test
    @DisplayName("are those of the issuers whose certificates name them; strangers have no say at others' points")
    void strangers() {
        CertificateChain known = issuedBy(world.authority);
        CertificateChain strange = issuedBy(stranger);
        points.nameAll(List.of(known));
        points.nameRest(List.of(strange));
        assertEquals(Set.of(issuer(known)), points.issuers(POINT));
        points.nameAll(List.of(strange));
        assertEquals(Set.of(issuer(known), issuer(strange)), points.issuers(POINT));
    }

    @Test
    @DisplayName("that only strangers name are due too, after the others")
    void strangersOwn() {
        URI own = URI.create("http://stranger.example/crl");
        CertificateChain strange = new CertificateChain(List.of(
                stranger.authorityNaming(world.now, own.toString(), POINT.toString()), Bytes.ofUtf8("no certificate")));
        points.nameAll(List.of(issuedBy(world.authority)));
        points.nameRest(List.of(strange));
        assertEquals(List.of(POINT, own), List.copyOf(points.due()));
        ParsedCertificate authority = ParsedCertificate.parse(strange.leaf());
        assertEquals(Set.of(authority.issuer(), authority.subject()), points.issuers(own));
        assertEquals(Set.of(), points.issuers(URI.create("http://nobody.example/crl")));
    }
}
