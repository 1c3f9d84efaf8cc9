package dev.e2ei.testkit.ca;

import dev.e2ei.testkit.jose.SigningKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * What a leaf says; its other parts are those of Wire's profile. Each {@code with} method gives a copy.
 *
 * @param domain the organization; empty for none
 * @param name the common name; empty for none
 * @param names the SANs, in this order
 * @param key the certified key
 * @param notBefore the first instant
 * @param notAfter the last instant
 * @param keyUsage the bits of the key usage; 0 for no such extension
 * @param purposes the extended key usage; empty for no such extension
 * @param authority whether it claims to be a CA
 * @param unknownCritical whether it has a critical extension that nobody knows
 * @param crl its distribution point
 */
public record LeafTemplate(
        String domain,
        String name,
        List<GeneralName> names,
        SubjectPublicKeyInfo key,
        Instant notBefore,
        Instant notAfter,
        int keyUsage,
        List<KeyPurposeId> purposes,
        boolean authority,
        boolean unknownCritical,
        Optional<URI> crl) {
    private static final ASN1ObjectIdentifier STEP_PROVISIONER =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.37476.9000.64.1");
    private static final ASN1ObjectIdentifier NOBODYS = new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1");
    private static final int STEP_ACME = 6;

    /** {@inheritDoc} */
    public LeafTemplate {
        names = List.copyOf(names);
        purposes = List.copyOf(purposes);
    }

    /**
     * Wire's profile: handle first, then the client id with {@code %21}; digital signature, client authentication.
     *
     * @param domain the Wire domain
     * @param name the display name
     * @param handleUri the handle
     * @param clientUri the client id as {@code wireapp://…!…@…}
     * @param key the certified key
     * @return the template, without validity and distribution point
     */
    public static LeafTemplate of(
            String domain, String name, String handleUri, String clientUri, SubjectPublicKeyInfo key) {
        return new LeafTemplate(
                domain,
                name,
                List.of(uri(handleUri), uri(clientUri.replace("!", "%21"))),
                key,
                Instant.EPOCH,
                Instant.EPOCH,
                KeyUsage.digitalSignature,
                List.of(KeyPurposeId.id_kp_clientAuth),
                false,
                false,
                Optional.empty());
    }

    static GeneralName uri(String uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    }

    /**
     * The same with another validity.
     *
     * @param first the first instant
     * @param last the last instant
     * @return the template
     */
    public LeafTemplate valid(Instant first, Instant last) {
        return new LeafTemplate(
                domain, name, names, key, first, last, keyUsage, purposes, authority, unknownCritical, crl);
    }

    /**
     * The same with a distribution point.
     *
     * @param address the address
     * @return the template
     */
    public LeafTemplate withCrl(Optional<URI> address) {
        return new LeafTemplate(
                domain, name, names, key, notBefore, notAfter, keyUsage, purposes, authority, unknownCritical, address);
    }

    LeafTemplate withNames(List<GeneralName> others) {
        return new LeafTemplate(
                domain, name, others, key, notBefore, notAfter, keyUsage, purposes, authority, unknownCritical, crl);
    }

    LeafTemplate withSubject(String otherDomain, String otherName) {
        return new LeafTemplate(
                otherDomain,
                otherName,
                names,
                key,
                notBefore,
                notAfter,
                keyUsage,
                purposes,
                authority,
                unknownCritical,
                crl);
    }

    LeafTemplate withKey(SubjectPublicKeyInfo other) {
        return new LeafTemplate(
                domain, name, names, other, notBefore, notAfter, keyUsage, purposes, authority, unknownCritical, crl);
    }

    LeafTemplate withUsage(int bits, List<KeyPurposeId> ids) {
        return new LeafTemplate(
                domain, name, names, key, notBefore, notAfter, bits, ids, authority, unknownCritical, crl);
    }

    LeafTemplate asAuthority() {
        return new LeafTemplate(
                domain, name, names, key, notBefore, notAfter, keyUsage, purposes, true, unknownCritical, crl);
    }

    LeafTemplate withUnknownCritical() {
        return new LeafTemplate(
                domain, name, names, key, notBefore, notAfter, keyUsage, purposes, authority, true, crl);
    }

    X509CertificateHolder sign(X500Name issuer, SigningKey issuerKey) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                CaCertificates.serial(),
                Date.from(notBefore),
                Date.from(notAfter),
                CaCertificates.name(domain, name),
                key);
        if (keyUsage != 0) {
            CaCertificates.add(builder, Extension.keyUsage, true, new KeyUsage(keyUsage));
        }
        if (!purposes.isEmpty()) {
            CaCertificates.add(
                    builder,
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
        if (authority) {
            CaCertificates.add(builder, Extension.basicConstraints, true, new BasicConstraints(true));
        }
        CaCertificates.add(builder, Extension.subjectKeyIdentifier, false, CaCertificates.subjectKeyIdentifier(key));
        CaCertificates.add(
                builder,
                Extension.authorityKeyIdentifier,
                false,
                CaCertificates.authorityKeyIdentifier(issuerKey.publicKeyInfo()));
        if (!names.isEmpty()) {
            CaCertificates.add(
                    builder,
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.toArray(GeneralName[]::new)));
        }
        crl.ifPresent(address -> CaCertificates.add(
                builder, Extension.cRLDistributionPoints, false, CaCertificates.distributionPoint(address.toString())));
        CaCertificates.add(builder, STEP_PROVISIONER, false, new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(STEP_ACME),
            new DEROctetString("wire".getBytes(StandardCharsets.US_ASCII)),
            new DEROctetString(new byte[0])
        }));
        if (unknownCritical) {
            CaCertificates.add(builder, NOBODYS, true, DERNull.INSTANCE);
        }
        return builder.build(CaCertificates.signer(issuerKey));
    }
}
