package dev.e2ei.tests.bench;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.testkit.ca.CaProfile;
import dev.e2ei.testkit.ca.LeafTemplate;
import dev.e2ei.testkit.ca.TestCertificateAuthority;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Certificates of many devices of one domain, with P-256 keys, as Wire's authority issues them. */
final class IssuedLeaves {
    private static final String DOMAIN = "wire.example";

    private final TestCertificateAuthority authority;
    private final AsymmetricKeyParameter issuerKey;
    private final List<Device> devices = new ArrayList<>();

    /** A device as others see it, and what a bare check of its certificate's signature takes. */
    record Device(CertificateChain chain, Bytes key, ParsedCertificate leaf) {}

    private IssuedLeaves(TestCertificateAuthority authority) {
        this.authority = authority;
        try {
            issuerKey = PublicKeyFactory.createKey(ParsedCertificate.parse(authority.intermediate())
                    .publicKey()
                    .encoded()
                    .toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static IssuedLeaves create(Instant now, int count) {
        IssuedLeaves leaves = new IssuedLeaves(TestCertificateAuthority.create(CaProfile.of(DOMAIN), now));
        for (int number = 0; number < count; number++) {
            leaves.issue(number, now);
        }
        return leaves;
    }

    private void issue(int number, Instant now) {
        ClientId id = ClientId.parse(new UUID(0x4000, number) + ":" + Integer.toHexString(number) + "@" + DOMAIN);
        Bytes der = authority.issue(LeafTemplate.of(
                        DOMAIN,
                        "Member " + number,
                        "wireapp://%40member_" + number + "@" + DOMAIN,
                        id.uri(),
                        SigningKey.generate(JwsAlgorithm.ES256).publicKeyInfo())
                .valid(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(90))));
        ParsedCertificate leaf = ParsedCertificate.parse(der);
        devices.add(new Device(
                new CertificateChain(List.of(der, authority.intermediate())),
                leaf.publicKey().mlsKey(),
                leaf));
    }

    ParsedCertificate root() {
        return ParsedCertificate.parse(authority.root());
    }

    List<Device> devices() {
        return devices;
    }

    /** Hash and signature, and nothing of ours. */
    boolean verify(Device device) {
        byte[] content = device.leaf().tbsCertificate().toByteArray();
        DSADigestSigner verifier =
                new DSADigestSigner(new ECDSASigner(), new SHA256Digest(), StandardDSAEncoding.INSTANCE);
        verifier.init(false, issuerKey);
        verifier.update(content, 0, content.length);
        if (!verifier.verifySignature(device.leaf().signature().toByteArray())) {
            throw new IllegalStateException("a good signature was refused");
        }
        return true;
    }
}
