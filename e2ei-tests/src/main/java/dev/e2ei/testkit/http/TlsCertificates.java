package dev.e2ei.testkit.http;

import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.fault.TlsFlaw;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/** The TLS certificates, good and bad, and the JDK's contexts that hold them. */
final class TlsCertificates {
    private static final X500Name ROOT_NAME = new X500Name("CN=Test Kit TLS Root");
    private static final char[] NO_PASSWORD = new char[0];

    private final Instant start = InstantSource.system().instant();
    private final SigningKey rootKey = SigningKey.generate(JwsAlgorithm.ES256);
    private final byte[] root = certificate(ROOT_NAME, ROOT_NAME, rootKey, rootKey, year(), true, "");

    private record Period(Instant notBefore, Instant notAfter) {}

    private Period year() {
        return new Period(start.minus(Duration.ofDays(1)), start.plus(Duration.ofDays(365)));
    }

    Bytes root() {
        return Bytes.of(root);
    }

    SSLContext serverContext(TlsFlaw flaw) {
        SigningKey key = SigningKey.generate(JwsAlgorithm.ES256);
        SigningKey issuer = switch (flaw) {
            case SELF_SIGNED -> key;
            case OTHER_ROOT -> SigningKey.generate(JwsAlgorithm.ES256);
            default -> rootKey;
        };
        String host = flaw == TlsFlaw.WRONG_HOST ? "elsewhere.example" : "localhost";
        X500Name subject = new X500Name("CN=" + host);
        Period period = switch (flaw) {
            case EXPIRED -> new Period(start.minus(Duration.ofDays(20)), start.minus(Duration.ofDays(10)));
            case NOT_YET_VALID -> new Period(start.plus(Duration.ofDays(10)), start.plus(Duration.ofDays(20)));
            default -> year();
        };
        X500Name issuerName = flaw == TlsFlaw.SELF_SIGNED ? subject : ROOT_NAME;
        byte[] leaf = certificate(subject, issuerName, key, issuer, period, false, host);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", privateKey(key), NO_PASSWORD, new Certificate[] {parsed(leaf)});
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no TLS for the kit's server", e);
        }
    }

    private static byte[] certificate(
            X500Name subject,
            X500Name issuer,
            SigningKey key,
            SigningKey issuerKey,
            Period period,
            boolean authority,
            String host) {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuer,
                    new BigInteger(127, FreshValues.random()),
                    Date.from(period.notBefore()),
                    Date.from(period.notAfter()),
                    subject,
                    key.publicKeyInfo());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!host.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            }
            var signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256WITHECDSA");
            var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
            return builder.build(new BcECContentSignerBuilder(signature, digest).build(issuerKey.privateKey()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate for the kit's server", e);
        }
    }

    private static Certificate parsed(byte[] der) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static PrivateKey privateKey(SigningKey key) throws GeneralSecurityException, IOException {
        byte[] pkcs8 =
                PrivateKeyInfoFactory.createPrivateKeyInfo(key.privateKey()).getEncoded();
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
}
