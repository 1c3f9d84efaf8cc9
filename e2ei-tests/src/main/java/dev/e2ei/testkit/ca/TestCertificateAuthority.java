package dev.e2ei.testkit.ca;

import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/**
 * Root and intermediate as Wire sets them up: the root with path length 1, the intermediate with path length 0 and
 * critical name constraints; both P-256. Immutable but for its serial numbers; safe for use by several threads.
 */
public final class TestCertificateAuthority {
    private static final Duration BACKDATED = Duration.ofHours(1);

    private final CaProfile profile;
    private final SigningKey rootKey;
    private final SigningKey intermediateKey = SigningKey.generate(JwsAlgorithm.ES256);
    private final X509CertificateHolder root;
    private final X509CertificateHolder intermediate;

    private TestCertificateAuthority(CaProfile profile, SigningKey rootKey, X509CertificateHolder root, Instant now) {
        this.profile = profile;
        this.rootKey = rootKey;
        this.root = root;
        intermediate = intermediate(intermediateKey, now.minus(BACKDATED), now.plus(profile.lifetime()), true);
    }

    private static X509CertificateHolder root(CaProfile profile, SigningKey rootKey, Instant now) {
        Instant notBefore = now.minus(BACKDATED);
        Instant notAfter = now.plus(profile.lifetime());
        X500Name rootName = CaCertificates.authorityName(profile.domain(), profile.commonName() + " Root CA");
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                rootName, BigInteger.ONE, Date.from(notBefore), Date.from(notAfter), rootName, rootKey.publicKeyInfo());
        CaCertificates.add(builder, Extension.basicConstraints, true, new BasicConstraints(1));
        CaCertificates.add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        CaCertificates.add(
                builder,
                Extension.subjectKeyIdentifier,
                false,
                CaCertificates.subjectKeyIdentifier(rootKey.publicKeyInfo()));
        return builder.build(CaCertificates.signer(rootKey));
    }

    /**
     * Makes a CA with fresh keys.
     *
     * @param profile what it looks like
     * @param now both certificates are valid from an hour before on
     * @return the CA
     */
    public static TestCertificateAuthority create(CaProfile profile, Instant now) {
        SigningKey rootKey = SigningKey.generate(JwsAlgorithm.ES256);
        return new TestCertificateAuthority(profile, rootKey, root(profile, rootKey, now), now);
    }

    /**
     * Makes another domain's CA: an intermediate with a fresh key under this CA's root.
     *
     * @param other what it looks like
     * @param now its intermediate is valid from an hour before on
     * @return the CA
     */
    public TestCertificateAuthority sibling(CaProfile other, Instant now) {
        return new TestCertificateAuthority(other, rootKey, root, now);
    }

    /**
     * One more intermediate under the same root, with the same name.
     *
     * @param key its key
     * @param notBefore its first instant
     * @param notAfter its last instant
     * @param authority whether it is a CA
     * @return the certificate
     */
    X509CertificateHolder intermediate(SigningKey key, Instant notBefore, Instant notAfter, boolean authority) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                root.getSubject(),
                CaCertificates.serial(),
                Date.from(notBefore),
                Date.from(notAfter),
                CaCertificates.authorityName(profile.domain(), profile.commonName() + " Intermediate CA"),
                key.publicKeyInfo());
        CaCertificates.add(
                builder,
                Extension.basicConstraints,
                true,
                authority ? new BasicConstraints(0) : new BasicConstraints(false));
        CaCertificates.add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        CaCertificates.add(
                builder,
                Extension.subjectKeyIdentifier,
                false,
                CaCertificates.subjectKeyIdentifier(key.publicKeyInfo()));
        CaCertificates.add(
                builder,
                Extension.authorityKeyIdentifier,
                false,
                CaCertificates.authorityKeyIdentifier(rootKey.publicKeyInfo()));
        if (profile.crlInIntermediate()) {
            profile.crl()
                    .ifPresent(address -> CaCertificates.add(
                            builder,
                            Extension.cRLDistributionPoints,
                            false,
                            CaCertificates.distributionPoint(address.toString())));
        }
        CaCertificates.add(builder, Extension.nameConstraints, true, nameConstraints());
        return builder.build(CaCertificates.signer(rootKey));
    }

    private NameConstraints nameConstraints() {
        List<GeneralSubtree> permitted = new ArrayList<>();
        for (String name : profile.dnsNames()) {
            permitted.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, name)));
        }
        permitted.add(new GeneralSubtree(new GeneralName(GeneralName.uniformResourceIdentifier, profile.domain())));
        return new NameConstraints(permitted.toArray(GeneralSubtree[]::new), null);
    }

    /** {@return what this CA looks like} */
    public CaProfile profile() {
        return profile;
    }

    /** {@return the root in DER} */
    public Bytes root() {
        return Bytes.of(CaCertificates.encoded(root));
    }

    /** {@return the intermediate in DER} */
    public Bytes intermediate() {
        return Bytes.of(CaCertificates.encoded(intermediate));
    }

    /** {@return the root as PEM} */
    public String rootPem() {
        return Pem.write("CERTIFICATE", CaCertificates.encoded(root));
    }

    /** {@return the intermediate as PEM} */
    public String intermediatePem() {
        return Pem.write("CERTIFICATE", CaCertificates.encoded(intermediate));
    }

    /** {@return the intermediate's private key as PEM, PKCS#8, not encrypted} */
    public String intermediateKeyPem() {
        try {
            return Pem.write(
                    "PRIVATE KEY",
                    PrivateKeyInfoFactory.createPrivateKeyInfo(intermediateKey.privateKey())
                            .getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Issues a leaf.
     *
     * @param template what it says
     * @return its DER
     */
    public Bytes issue(LeafTemplate template) {
        return Bytes.of(CaCertificates.encoded(template.sign(intermediate.getSubject(), intermediateKey)));
    }

    /**
     * A leaf and the intermediate, as the server hands them out.
     *
     * @param leaf the leaf in DER
     * @return two PEM blocks
     */
    public String chainPem(Bytes leaf) {
        return Pem.write("CERTIFICATE", leaf.toByteArray()) + intermediatePem();
    }

    X509CertificateHolder intermediateCertificate() {
        return intermediate;
    }

    SigningKey intermediateKey() {
        return intermediateKey;
    }
}
