package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.api.id.Domain;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * A certificate request, RFC 2986, in the one shape that Wire's ACME server takes: the subject has organization and display
 * name and no common name, and the one attribute asks for two URIs as subject alternative names.
 *
 * @param certificationRequestInfo the octets that are signed
 * @param subject whom the certificate is asked for
 * @param publicKey the key to be certified
 * @param subjectAlternativeNames the names asked for
 * @param signatureAlgorithm how it is signed
 * @param signature the content of the BIT STRING
 */
public record CertificateRequest(
        Bytes certificationRequestInfo,
        DistinguishedName subject,
        SubjectPublicKey publicKey,
        List<GeneralName> subjectAlternativeNames,
        AlgorithmIdentifier signatureAlgorithm,
        Bytes signature) {
    /** The attribute in which Wire's ACME server looks for the display name. */
    public static final ObjectIdentifier DISPLAY_NAME = ObjectIdentifier.of("2.16.840.1.113730.3.1.241");

    private static final ObjectIdentifier EXTENSION_REQUEST = ObjectIdentifier.of("1.2.840.113549.1.9.14");

    public CertificateRequest {
        subjectAlternativeNames = List.copyOf(subjectAlternativeNames);
    }

    /**
     * Writes and signs a request.
     *
     * @param clientIdUri {@code wireapp://<base64url>!<device>@<domain>}
     * @param handleUri {@code wireapp://%40<handle>@<domain>}
     * @param publicKey a key of an MLS signature scheme
     * @param signer signs the given octets with the private key; ECDSA signatures in DER
     * @return the request in DER
     */
    public static byte[] encode(
            Domain domain,
            String displayName,
            String clientIdUri,
            String handleUri,
            SubjectPublicKey publicKey,
            Function<byte[], byte[]> signer) {
        KeyAlgorithm algorithm = publicKey
                .scheme()
                .map(KeyAlgorithm::of)
                .orElseThrow(() -> new IllegalArgumentException("MLS does not sign with such a key"));
        byte[] info = DerWriter.sequenceOf(out -> out.integer(0)
                .sequence(subject -> {
                    writeAttribute(subject, AttributeTypeAndValue.ORGANIZATION, domain.toString());
                    writeAttribute(subject, DISPLAY_NAME, displayName);
                })
                .element(publicKey.encoded())
                .constructed(DerTag.constructed(0), attributes -> writeExtensions(attributes, clientIdUri, handleUri)));
        byte[] signature = signer.apply(info.clone());
        return DerWriter.sequenceOf(out -> out.element(info)
                .sequence(identifier -> identifier.objectIdentifier(algorithm.signature()))
                .bitString(signature));
    }

    private static void writeAttribute(DerWriter subject, ObjectIdentifier type, String value) {
        subject.set(set ->
                set.sequence(attribute -> attribute.objectIdentifier(type).utf8String(value)));
    }

    private static void writeExtensions(DerWriter attributes, String clientIdUri, String handleUri) {
        byte[] names = DerWriter.sequenceOf(out -> {
            writeUri(out, clientIdUri);
            writeUri(out, handleUri);
        });
        attributes.sequence(attribute -> attribute
                .objectIdentifier(EXTENSION_REQUEST)
                .set(values -> values.sequence(extensions -> extensions.sequence(extension -> extension
                        .objectIdentifier(CertificateExtensions.SUBJECT_ALTERNATIVE_NAME)
                        .octetString(names)))));
    }

    private static void writeUri(DerWriter names, String uri) {
        names.primitive(DerTag.context(6), uri.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a request of this shape; the signature is not verified. */
    public static CertificateRequest parse(byte[] der) {
        DerReader request = DerReader.overSequence(der, "CertificationRequest", ParsedCertificate.MAX_ELEMENTS);
        int from = request.position();
        DerReader info = request.sequence("certificationRequestInfo");
        Bytes signed = request.since(from);
        info.smallInteger(DerTag.INTEGER, 0, "version");
        DistinguishedName subject = DistinguishedName.read(info, "subject");
        SubjectPublicKey publicKey = SubjectPublicKey.read(info);
        List<GeneralName> names = readNames(info.enter(DerTag.constructed(0), "attributes"));
        info.expectEnd();
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.read(request, "signatureAlgorithm");
        Bytes signature = request.bitString(DerTag.BIT_STRING, "signature");
        request.expectEnd();
        return new CertificateRequest(signed, subject, publicKey, names, algorithm, signature);
    }

    private static List<GeneralName> readNames(DerReader attributes) {
        DerReader attribute = attributes.sequence("attribute");
        ObjectIdentifier type = attribute.objectIdentifier("type");
        DerReader values = attribute.enter(DerTag.SET, "values");
        if (!type.equals(EXTENSION_REQUEST)) {
            throw attributes.malformed(Reason.VALUE, "an extension request is expected");
        }
        CertificateExtensions extensions = CertificateExtensions.read(values);
        values.expectEnd();
        attribute.expectEnd();
        attributes.expectEnd();
        return extensions.subjectAlternativeNames();
    }
}
