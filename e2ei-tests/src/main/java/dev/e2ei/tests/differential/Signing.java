package dev.e2ei.tests.differential;

import dev.e2ei.api.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Writes what was planned, and signs it. */
final class Signing {
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.2.3.4");

    private final Provider provider;

    Signing(Provider provider) {
        this.provider = provider;
    }

    Bytes certificate(CertificatePlan plan, PublicKey key, PrivateKey signer) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name(plan.issuer),
                plan.serialNumber,
                Date.from(plan.notBefore),
                Date.from(plan.notAfter),
                name(plan.subject),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        try {
            if (plan.basicConstraints) {
                BasicConstraints constraints = plan.pathLength < 0
                        ? new BasicConstraints(plan.authority)
                        : new BasicConstraints(plan.pathLength);
                builder.addExtension(Extension.basicConstraints, true, constraints);
            }
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(plan.keyUsage));
            if (!plan.purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(plan.purposes.toArray(KeyPurposeId[]::new)));
            }
            if (!plan.permitted.isEmpty() || !plan.excluded.isEmpty()) {
                builder.addExtension(
                        Extension.nameConstraints,
                        true,
                        new NameConstraints(subtrees(plan.permitted), subtrees(plan.excluded)));
            }
            if (!plan.uris.isEmpty()) {
                GeneralName[] names = plan.uris.stream()
                        .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                        .toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            if (plan.unknownExtension || plan.unknownCritical) {
                builder.addExtension(UNKNOWN, plan.unknownCritical, DERNull.INSTANCE);
            }
            return Bytes.of(builder.build(signer(signer)).getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralSubtree[] subtrees(List<String> hosts) {
        return hosts.isEmpty()
                ? null
                : hosts.stream()
                        .map(host -> new GeneralSubtree(new GeneralName(GeneralName.uniformResourceIdentifier, host)))
                        .toArray(GeneralSubtree[]::new);
    }

    Bytes list(CrlPlan plan, String issuer) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(name(issuer), Date.from(plan.thisUpdate));
        builder.setNextUpdate(Date.from(plan.nextUpdate));
        for (BigInteger number : plan.revoked) {
            builder.addCRLEntry(number, Date.from(plan.thisUpdate), CRLReason.keyCompromise);
        }
        try {
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(plan.number)));
            if (plan.unknownCritical) {
                builder.addExtension(UNKNOWN, true, DERNull.INSTANCE);
            }
            return Bytes.of(builder.build(signer(plan.signer.getPrivate())).getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA")
                .setProvider(provider)
                .build(key);
    }

    private static X500Name name(String commonName) {
        return new X500Name("CN=" + commonName + ",O=wire.com");
    }

    static Bytes withLastOctetAltered(Bytes der) {
        byte[] octets = der.toByteArray();
        octets[octets.length - 1] ^= 1;
        return Bytes.of(octets);
    }

    /** Puts other text of the same length in the place of text. */
    static Bytes withTextAltered(Bytes der, String text, String other) {
        byte[] octets = der.toByteArray();
        int at = new String(octets, StandardCharsets.ISO_8859_1).indexOf(text);
        System.arraycopy(other.getBytes(StandardCharsets.US_ASCII), 0, octets, at, other.length());
        return Bytes.of(octets);
    }
}
