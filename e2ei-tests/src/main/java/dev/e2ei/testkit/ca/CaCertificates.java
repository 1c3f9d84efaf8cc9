package dev.e2ei.testkit.ca;

import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.operator.bc.BcEdECContentSignerBuilder;

/** The pieces of which all certificates and lists of the kit are made. */
final class CaCertificates {
    private CaCertificates() {}

    static X500Name name(String organization, String commonName) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        if (!organization.isEmpty()) {
            builder.addRDN(BCStyle.O, organization);
        }
        if (!commonName.isEmpty()) {
            builder.addRDN(BCStyle.CN, commonName);
        }
        return builder.build();
    }

    static X500Name authorityName(String organization, String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .addRDN(BCStyle.O, organization)
                .build();
    }

    static BigInteger serial() {
        return new BigInteger(1, FreshValues.octets(16)).setBit(1);
    }

    static byte[] keyIdentifier(SubjectPublicKeyInfo key) {
        byte[] octets = key.getPublicKeyData().getOctets();
        SHA1Digest digest = new SHA1Digest();
        digest.update(octets, 0, octets.length);
        byte[] identifier = new byte[digest.getDigestSize()];
        digest.doFinal(identifier, 0);
        return identifier;
    }

    static SubjectKeyIdentifier subjectKeyIdentifier(SubjectPublicKeyInfo key) {
        return new SubjectKeyIdentifier(keyIdentifier(key));
    }

    static AuthorityKeyIdentifier authorityKeyIdentifier(SubjectPublicKeyInfo issuer) {
        return new AuthorityKeyIdentifier(keyIdentifier(issuer));
    }

    static CRLDistPoint distributionPoint(String address) {
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(pointName(address), null, null)});
    }

    static DistributionPointName pointName(String address) {
        return new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, address)));
    }

    static void add(X509v3CertificateBuilder builder, ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(id, critical, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ContentSigner signer(SigningKey key) {
        String name = switch (key.algorithm()) {
            case EDDSA -> "Ed25519";
            case ES256 -> "SHA256WITHECDSA";
            case ES384 -> "SHA384WITHECDSA";
            case ES512 -> "SHA512WITHECDSA";
            case RS256 -> throw new IllegalArgumentException("no RSA here");
        };
        try {
            if (key.algorithm() == JwsAlgorithm.EDDSA) {
                return new BcEdECContentSignerBuilder(new DefaultSignatureAlgorithmIdentifierFinder().find(name))
                        .build(key.privateKey());
            }
            var signature = new DefaultSignatureAlgorithmIdentifierFinder().find(name);
            var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
            return new BcECContentSignerBuilder(signature, digest).build(key.privateKey());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("this key does not sign", e);
        }
    }

    static byte[] encoded(X509CertificateHolder certificate) {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
