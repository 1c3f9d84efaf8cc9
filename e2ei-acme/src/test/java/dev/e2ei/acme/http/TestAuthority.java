package dev.e2ei.acme.http;

import dev.e2ei.api.Bytes;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root, and TLS servers' certificates below it, good and bad. */
public final class TestAuthority {
    private static final X500Name NAME = new X500Name("CN=Test Root");

    private final KeyPair keys = newKeys();
    private final X509Certificate root;

    public TestAuthority() {
        root = issue(NAME, keys, keys, Instant.now().plus(Duration.ofDays(1)), null);
    }

    public Bytes rootDer() throws Exception {
        return Bytes.of(root.getEncoded());
    }

    /** A server whose certificate names localhost and 127.0.0.1. */
    public SSLContext server() throws Exception {
        return server("localhost", "127.0.0.1", Duration.ofHours(1));
    }

    /** A server whose certificate has the given names and ends so long from now. */
    SSLContext server(String dnsName, String ipAddress, Duration life) throws Exception {
        KeyPair serverKeys = newKeys();
        var names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, dnsName), new GeneralName(GeneralName.iPAddress, ipAddress)
        });
        X509Certificate leaf =
                issue(new X500Name("CN=server"), serverKeys, keys, Instant.now().plus(life), names);
        return context(serverKeys, leaf, root);
    }

    /** A server whose certificate is its own issuer. */
    static SSLContext selfSignedServer() throws Exception {
        KeyPair serverKeys = newKeys();
        var names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        });
        Instant end = Instant.now().plus(Duration.ofHours(1));
        return context(serverKeys, issue(NAME, serverKeys, serverKeys, end, names));
    }

    private static SSLContext context(KeyPair keys, Certificate... chain) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), new char[0], chain);
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return context;
    }

    private static X509Certificate issue(
            X500Name subject, KeyPair subjectKeys, KeyPair issuerKeys, Instant notAfter, GeneralNames names) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(notAfter.minus(Duration.ofDays(30))),
                    Date.from(notAfter),
                    subject,
                    subjectKeys.getPublic());
            if (names == null) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
            } else {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
