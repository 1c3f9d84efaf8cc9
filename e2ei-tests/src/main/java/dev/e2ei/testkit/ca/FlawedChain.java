package dev.e2ei.testkit.ca;

import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.fault.CertificateFlaw;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Jwk;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The chains of {@link CertificateFlaw}, each made from the good leaf. */
final class FlawedChain {
    private static final String ELSEWHERE = "elsewhere.example";
    private static final int MANY = 1000;

    private final TestCertificateAuthority authority;
    private final LeafTemplate good;
    private final Bytes leaf;
    private final Instant now;

    FlawedChain(TestCertificateAuthority authority, IssuedLeaf issued, Instant now) {
        this.authority = authority;
        this.now = now;
        good = issued.template();
        leaf = issued.der();
    }

    String pem(CertificateFlaw flaw) {
        return switch (flaw) {
            case OTHER_KEY -> issued(good.withKey(otherKey(algorithm())));
            case OTHER_KEY_TYPE ->
                issued(good.withKey(
                        otherKey(algorithm() == JwsAlgorithm.EDDSA ? JwsAlgorithm.ES256 : JwsAlgorithm.EDDSA)));
            case OTHER_CLIENT_ID -> named(handle(), otherClient());
            case OTHER_HANDLE -> named(otherHandle(), client());
            case OTHER_NAME -> issued(good.withSubject(good.domain(), "Mallory"));
            case OTHER_DOMAIN -> issued(good.withSubject(ELSEWHERE, good.name()));
            case OUTSIDE_NAME_CONSTRAINTS -> outside();
            case EXTRA_CLIENT_ID -> named(handle(), client(), otherClient());
            case EXTRA_HANDLE -> named(handle(), client(), otherHandle());
            case EXTRA_DNS_NAME -> named(handle(), client(), new GeneralName(GeneralName.dNSName, "localhost"));
            case NO_CLIENT_ID -> named(handle());
            case NO_HANDLE -> named(client());
            case NO_SUBJECT_ALT_NAME -> named();
            case NO_NAME -> issued(good.withSubject(good.domain(), ""));
            case NO_DOMAIN -> issued(good.withSubject("", good.name()));
            case LONGER_LIFE ->
                issued(good.valid(good.notBefore(), good.notAfter().plus(Duration.ofDays(2))));
            case SHORTER_LIFE ->
                issued(good.valid(good.notBefore(), good.notBefore().plus(Duration.ofDays(7))));
            case EXPIRED -> issued(good.valid(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1))));
            case NOT_YET_VALID -> issued(good.valid(now.plus(Duration.ofHours(1)), good.notAfter()));
            case CA_FLAG -> issued(good.asAuthority());
            case KEY_USAGE_CERT_SIGN -> used(KeyUsage.digitalSignature | KeyUsage.keyCertSign);
            case KEY_USAGE_WRONG -> used(KeyUsage.keyEncipherment);
            case NO_KEY_USAGE -> used(0);
            case EXTENDED_KEY_USAGE_WRONG -> purposed(List.of(KeyPurposeId.id_kp_serverAuth));
            case EXTENDED_KEY_USAGE_ANY -> purposed(List.of(KeyPurposeId.anyExtendedKeyUsage));
            case NO_EXTENDED_KEY_USAGE -> purposed(List.of());
            case UNKNOWN_CRITICAL_EXTENSION -> issued(good.withUnknownCritical());
            case BAD_SIGNATURE -> authority.chainPem(lastOctetFlipped());
            case OTHER_CA -> otherCa();
            case SELF_ISSUED -> selfIssued();
            case LEAF_ONLY -> block(leaf);
            case WRONG_ORDER -> authority.intermediatePem() + block(leaf);
            case WRONG_INTERMEDIATE -> block(leaf) + newCa().intermediatePem();
            case INTERMEDIATE_EXPIRED -> under(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)), true);
            case INTERMEDIATE_NOT_CA -> under(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(3650)), false);
            case EMPTY -> "";
            case PRIVATE_KEY_IN_CHAIN -> authority.chainPem(leaf) + authority.intermediateKeyPem();
            case THOUSAND_CERTIFICATES ->
                block(leaf) + authority.intermediatePem().repeat(MANY - 1);
            case TRUNCATED_PEM -> authority.chainPem(leaf).substring(0, 200);
            case GARBAGE_DER -> Pem.write("CERTIFICATE", FreshValues.octets(300)) + authority.intermediatePem();
            case TRAILING_OCTET -> authority.chainPem(trailed());
            case HTML -> "<!doctype html><html><body>Sign in to the network</body></html>";
        };
    }

    private String issued(LeafTemplate template) {
        return authority.chainPem(authority.issue(template));
    }

    private String named(GeneralName... names) {
        return issued(good.withNames(List.of(names)));
    }

    private String used(int bits) {
        return issued(good.withUsage(bits, good.purposes()));
    }

    private String purposed(List<KeyPurposeId> purposes) {
        return issued(good.withUsage(good.keyUsage(), purposes));
    }

    private static String block(Bytes der) {
        return Pem.write("CERTIFICATE", der.toByteArray());
    }

    private JwsAlgorithm algorithm() {
        return Jwk.of(good.key()).algorithm();
    }

    private static SubjectPublicKeyInfo otherKey(JwsAlgorithm algorithm) {
        return SigningKey.generate(algorithm).publicKeyInfo();
    }

    private GeneralName handle() {
        return good.names().get(0);
    }

    private GeneralName client() {
        return good.names().get(1);
    }

    private static GeneralName otherHandle() {
        return LeafTemplate.uri("wireapp://%40mallory_wire@wire.example");
    }

    private GeneralName otherClient() {
        String uri = client().getName().toString();
        return LeafTemplate.uri(uri.replaceFirst("%21[0-9a-f]+@", "%21badc0ffee@"));
    }

    private String outside() {
        List<GeneralName> names = new ArrayList<>();
        for (GeneralName name : good.names()) {
            String uri = name.getName().toString();
            names.add(LeafTemplate.uri(uri.substring(0, uri.lastIndexOf('@') + 1) + ELSEWHERE));
        }
        return issued(good.withNames(names).withSubject(ELSEWHERE, good.name()));
    }

    private Bytes lastOctetFlipped() {
        byte[] der = leaf.toByteArray();
        der[der.length - 1] ^= 1;
        return Bytes.of(der);
    }

    private Bytes trailed() {
        return Bytes.of(Arrays.copyOf(leaf.toByteArray(), leaf.size() + 1));
    }

    private TestCertificateAuthority newCa() {
        return TestCertificateAuthority.create(authority.profile(), now);
    }

    private String otherCa() {
        TestCertificateAuthority other = newCa();
        return other.chainPem(other.issue(good));
    }

    // Nobody but the device can sign with the certified key; so it is the issuer's name that makes it self-issued.
    private String selfIssued() {
        SigningKey key = SigningKey.generate(JwsAlgorithm.ES256);
        return block(Bytes.of(CaCertificates.encoded(good.sign(CaCertificates.name(good.domain(), good.name()), key))));
    }

    private String under(Instant notBefore, Instant notAfter, boolean isAuthority) {
        SigningKey key = SigningKey.generate(JwsAlgorithm.ES256);
        var intermediate = authority.intermediate(key, notBefore, notAfter, isAuthority);
        Bytes signed = Bytes.of(CaCertificates.encoded(good.sign(intermediate.getSubject(), key)));
        return block(signed) + block(Bytes.of(CaCertificates.encoded(intermediate)));
    }
}
