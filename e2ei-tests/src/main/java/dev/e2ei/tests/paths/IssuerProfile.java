package dev.e2ei.tests.paths;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.AuthorityKeyIdentifier;
import dev.e2ei.core.x509.BasicConstraints;
import dev.e2ei.core.x509.CertificateExtensions;
import dev.e2ei.core.x509.ExtendedKeyUsage;
import dev.e2ei.core.x509.GeneralName;
import dev.e2ei.core.x509.KeyUsage;
import dev.e2ei.core.x509.NameConstraints;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What RFC 5280 and the CA/Browser forum ask of those who issue certificates, and x509-limbo of validators too. Section 6 of the
 * RFC, which says what a valid path is, asks for none of it.
 */
final class IssuerProfile {
    private IssuerProfile() {}

    static Optional<String> problem(PathCase one, VerifiedPath path) {
        boolean rfc = one.id().contains("rfc5280::");
        boolean web = one.id().contains("webpki::");
        if (!rfc && !web) {
            return Optional.empty();
        }
        return path.withAnchor().stream()
                .flatMap(certificate -> Stream.concat(common(certificate), rfc ? rfc(certificate) : Stream.empty()))
                .findFirst()
                .or(() -> web ? web(path).findFirst() : Optional.empty());
    }

    private static Stream<String> common(ParsedCertificate certificate) {
        CertificateExtensions extensions = certificate.extensions();
        Optional<Bytes> authorityKey =
                extensions.authorityKeyIdentifier().flatMap(AuthorityKeyIdentifier::keyIdentifier);
        return Stream.of(
                        when(isNotPositive(certificate.serialNumber()), "a positive serial number"),
                        when(
                                isCritical(certificate, AuthorityKeyIdentifier.OID),
                                "authorityKeyIdentifier not critical"),
                        when(
                                isCritical(certificate, CertificateExtensions.SUBJECT_KEY_IDENTIFIER),
                                "subjectKeyIdentifier not critical"),
                        when(authorityKey.isEmpty() && !certificate.isSelfIssued(), "a keyIdentifier of the authority"),
                        when(
                                certificate.isCa()
                                        && extensions.subjectKeyIdentifier().isEmpty(),
                                "subjectKeyIdentifier in an authority"),
                        when(
                                certificate.isCa() && !isCritical(certificate, BasicConstraints.OID),
                                "basicConstraints critical in an authority"),
                        when(certificate.isCa() && certificate.subject().isEmpty(), "a subject of an authority"),
                        when(
                                !certificate.isCa()
                                        && extensions
                                                .keyUsage()
                                                .filter(KeyUsage::keyCertSign)
                                                .isPresent(),
                                "keyCertSign in authorities only"),
                        when(
                                certificate.subject().isEmpty()
                                        && !isCritical(certificate, CertificateExtensions.SUBJECT_ALTERNATIVE_NAME),
                                "subjectAltName critical where there is no subject"))
                .flatMap(Optional::stream)
                .map(expected -> "expected " + expected + ", found another in " + certificate);
    }

    private static Stream<String> rfc(ParsedCertificate certificate) {
        Optional<NameConstraints> constraints = certificate.extensions().nameConstraints();
        return Stream.of(
                        when(
                                constraints.isPresent()
                                        && !(certificate.isCa() && isCritical(certificate, NameConstraints.OID)),
                                "nameConstraints critical and in authorities only"),
                        when(
                                constraints.stream()
                                        .flatMap(both ->
                                                Stream.concat(both.permitted().stream(), both.excluded().stream()))
                                        .anyMatch(IssuerProfile::isMalformedBase),
                                "bases of subtrees as RFC 5280 writes them"))
                .flatMap(Optional::stream)
                .map(expected -> "expected " + expected + ", found another in " + certificate);
    }

    private static Stream<String> web(VerifiedPath path) {
        ParsedCertificate leaf = path.leaf();
        ParsedCertificate anchor = path.anchor();
        Optional<ExtendedKeyUsage> purposes = leaf.extensions().extendedKeyUsage();
        List<GeneralName> names = leaf.extensions().subjectAlternativeNames();
        return Stream.of(
                        when(leaf.version() != 3 || leaf.isCa(), "a leaf of version 3 that is no authority"),
                        when(names.isEmpty(), "subjectAltName in the leaf"),
                        when(
                                purposes.isEmpty()
                                        || purposes.get().purposes().contains(ExtendedKeyUsage.ANY)
                                        || isCritical(leaf, ExtendedKeyUsage.OID),
                                "purposes in the leaf, not critical, anyExtendedKeyUsage not among them"),
                        when(anchor.extensions().extendedKeyUsage().isPresent(), "an anchor without purposes"),
                        when(
                                !leaf.subject().isEmpty()
                                        && isCritical(leaf, CertificateExtensions.SUBJECT_ALTERNATIVE_NAME),
                                "subjectAltName not critical where there is a subject"))
                .flatMap(Optional::stream)
                .map(expected -> "expected " + expected + ", found another");
    }

    private static Optional<String> when(boolean broken, String expected) {
        return broken ? Optional.of(expected) : Optional.empty();
    }

    private static boolean isNotPositive(Bytes serialNumber) {
        return serialNumber.at(0) < 0 || serialNumber.size() == 1 && serialNumber.at(0) == 0;
    }

    private static boolean isCritical(ParsedCertificate certificate, ObjectIdentifier id) {
        return certificate.extensions().all().stream()
                .anyMatch(extension -> extension.id().equals(id) && extension.critical());
    }

    private static boolean isMalformedBase(GeneralName base) {
        return base instanceof GeneralName.DnsName dns
                        && (dns.name().startsWith(".") || dns.name().contains("*"))
                || base instanceof GeneralName.Rfc822Name mail
                        && mail.mailbox().indexOf('@') != mail.mailbox().lastIndexOf('@');
    }
}
