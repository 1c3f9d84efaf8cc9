package dev.e2ei.testkit.real;

import dev.e2ei.api.id.Domain;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Makes the root and the name-constrained intermediate that step-ca issues with, as the files that it reads. */
final class CaFolder {
    static final String ROOT = "root.crt";
    static final String INTERMEDIATE = "intermediate.crt";
    static final String INTERMEDIATE_KEY = "intermediate.key";

    private final X509CertificateHolder root;
    private final X509CertificateHolder intermediate;

    private CaFolder(X509CertificateHolder root, X509CertificateHolder intermediate) {
        this.root = root;
        this.intermediate = intermediate;
    }

    static CaFolder create(Path folder, Domain domain, InstantSource clock) {
        try {
            KeyPair rootKey = key();
            KeyPair issuingKey = key();
            X500Name rootName = new X500Name("CN=Wire Test Root CA,O=" + domain);
            X500Name issuingName = new X500Name("CN=Wire Test Intermediate CA,O=" + domain);
            X509v3CertificateBuilder rootBuilder = builder(clock, rootName, rootName, 1, rootKey, rootKey, 1);
            X509v3CertificateBuilder issuing = builder(clock, rootName, issuingName, 2, issuingKey, rootKey, 0);
            issuing.addExtension(Extension.nameConstraints, true, permitted(domain));
            CaFolder made = new CaFolder(sign(rootBuilder, rootKey), sign(issuing, rootKey));
            Files.writeString(folder.resolve(ROOT), made.rootPem());
            Files.writeString(folder.resolve(INTERMEDIATE), pem("CERTIFICATE", made.intermediate.getEncoded()));
            Files.writeString(
                    folder.resolve(INTERMEDIATE_KEY),
                    pem("PRIVATE KEY", issuingKey.getPrivate().getEncoded()));
            return made;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair key() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509v3CertificateBuilder builder(
            InstantSource clock,
            X500Name issuer,
            X500Name subject,
            int serial,
            KeyPair key,
            KeyPair issuerKey,
            int depth)
            throws GeneralSecurityException, IOException {
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        return new JcaX509v3CertificateBuilder(
                        issuer,
                        BigInteger.valueOf(serial),
                        Date.from(clock.instant().minus(Duration.ofHours(1))),
                        Date.from(clock.instant().plus(Duration.ofDays(3650))),
                        subject,
                        key.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(depth))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(
                        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key.getPublic()))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        extensions.createAuthorityKeyIdentifier(issuerKey.getPublic()));
    }

    /** The domain, and localhost: step-ca issues its own TLS certificate from the same intermediate. */
    private static NameConstraints permitted(Domain domain) {
        return new NameConstraints(
                new GeneralSubtree[] {
                    new GeneralSubtree(new GeneralName(GeneralName.dNSName, "localhost")),
                    new GeneralSubtree(new GeneralName(GeneralName.uniformResourceIdentifier, domain.toString()))
                },
                null);
    }

    private static X509CertificateHolder sign(X509v3CertificateBuilder builder, KeyPair key)
            throws OperatorCreationException {
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()));
    }

    String rootPem() throws IOException {
        return pem("CERTIFICATE", root.getEncoded());
    }

    private static String pem(String label, byte[] der) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(label, der));
        }
        return text.toString();
    }
}
