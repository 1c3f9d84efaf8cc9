package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;

/**
 * A certificate, RFC 5280 section 4.1, read whole and strictly; nothing is left to be found malformed later. Keeps the
 * received octets, which decide equality. It proves nothing: see {@code core.pki}.
 */
public final class ParsedCertificate {
    /** The largest certificate that is read, in octets. */
    public static final int MAX_SIZE = 64 * 1024;

    /** How many elements a certificate may have; what is read of them takes about a hundred octets each. */
    static final int MAX_ELEMENTS = 8192;

    private static final int MAX_SERIAL = 20;

    private final Bytes encoded;
    private final Bytes tbsCertificate;
    private final int version;
    private final Bytes serialNumber;
    private final AlgorithmIdentifier signatureAlgorithm;
    private final DistinguishedName issuer;
    private final Validity validity;
    private final DistinguishedName subject;
    private final SubjectPublicKey publicKey;
    private final CertificateExtensions extensions;
    private final Bytes signature;

    private ParsedCertificate(byte[] der) {
        encoded = Bytes.of(der);
        DerReader certificate = DerReader.overSequence(der, "Certificate", MAX_ELEMENTS);
        int from = certificate.position();
        DerReader tbs = certificate.sequence("tbsCertificate");
        tbsCertificate = certificate.since(from);
        version = readVersion(tbs);
        serialNumber = readSerialNumber(tbs);
        AlgorithmIdentifier inner = AlgorithmIdentifier.read(tbs, "signature");
        issuer = DistinguishedName.read(tbs, "issuer");
        validity = Validity.read(tbs);
        subject = DistinguishedName.read(tbs, "subject");
        publicKey = SubjectPublicKey.read(tbs);
        if (version > 1) {
            skipUniqueIdentifiers(tbs);
        }
        extensions =
                version == 3 && tbs.nextIs(DerTag.constructed(3)) ? readExtensions(tbs) : CertificateExtensions.none();
        tbs.expectEnd();
        signatureAlgorithm = AlgorithmIdentifier.read(certificate, "signatureAlgorithm");
        if (!signatureAlgorithm.equals(inner)) {
            throw certificate.malformed(Reason.VALUE, "the two signature algorithms differ");
        }
        signature = certificate.bitString(DerTag.BIT_STRING, "signatureValue");
        certificate.expectEnd();
    }

    /**
     * Reads a certificate.
     *
     * @param der exactly one certificate, at most {@link #MAX_SIZE} octets
     * @throws MalformedCertificateException if it is anything else
     */
    public static ParsedCertificate parse(byte[] der) {
        if (der.length > MAX_SIZE) {
            throw new MalformedCertificateException(
                    Reason.TOO_LARGE, MAX_SIZE, "Certificate", der.length + " octets, at most " + MAX_SIZE);
        }
        return new ParsedCertificate(der);
    }

    public static ParsedCertificate parse(Bytes der) {
        return parse(der.toByteArray());
    }

    private static int readVersion(DerReader tbs) {
        if (!tbs.nextIs(DerTag.constructed(0))) {
            return 1;
        }
        DerReader explicit = tbs.enter(DerTag.constructed(0), "version");
        int version = explicit.smallInteger(DerTag.INTEGER, 2, "version") + 1;
        if (version == 1) {
            throw explicit.malformed(Reason.VALUE, "the default value is not encoded in DER");
        }
        explicit.expectEnd();
        return version;
    }

    private static Bytes readSerialNumber(DerReader tbs) {
        int from = tbs.position();
        Bytes serialNumber = tbs.integerContent("serialNumber");
        if (serialNumber.size() > MAX_SERIAL) {
            throw tbs.malformed(
                    Reason.VALUE, from, "serialNumber", "a serial number has at most " + MAX_SERIAL + " octets");
        }
        return serialNumber;
    }

    private static void skipUniqueIdentifiers(DerReader tbs) {
        if (tbs.nextIs(DerTag.context(1))) {
            tbs.skip("issuerUniqueID");
        }
        if (tbs.nextIs(DerTag.context(2))) {
            tbs.skip("subjectUniqueID");
        }
    }

    private static CertificateExtensions readExtensions(DerReader tbs) {
        DerReader explicit = tbs.enter(DerTag.constructed(3), "extensions");
        CertificateExtensions extensions = CertificateExtensions.read(explicit);
        explicit.expectEnd();
        return extensions;
    }

    /** The certificate as received. */
    public Bytes encoded() {
        return encoded;
    }

    /** The octets that are signed. */
    public Bytes tbsCertificate() {
        return tbsCertificate;
    }

    /** 1, 2 or 3. */
    public int version() {
        return version;
    }

    /** The content of the serial number's INTEGER, sign octet included. */
    public Bytes serialNumber() {
        return serialNumber;
    }

    public AlgorithmIdentifier signatureAlgorithm() {
        return signatureAlgorithm;
    }

    public DistinguishedName issuer() {
        return issuer;
    }

    public Validity validity() {
        return validity;
    }

    public DistinguishedName subject() {
        return subject;
    }

    public SubjectPublicKey publicKey() {
        return publicKey;
    }

    public CertificateExtensions extensions() {
        return extensions;
    }

    public Bytes signature() {
        return signature;
    }

    /** Whether subject and issuer are one name, which says nothing of the key. */
    public boolean isSelfIssued() {
        return subject.equals(issuer);
    }

    public boolean isCa() {
        return extensions.basicConstraints().filter(BasicConstraints::ca).isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParsedCertificate that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** Fit for messages and logs: a certification authority by its subject, all others by their serial number. */
    @Override
    public String toString() {
        return isCa() ? "CA certificate of " + subject : "certificate " + serialNumber.hex();
    }
}
