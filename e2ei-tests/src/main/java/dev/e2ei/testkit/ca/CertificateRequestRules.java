package dev.e2ei.testkit.ca;

import dev.e2ei.testkit.jose.Base64Url;
import dev.e2ei.testkit.jose.JwsRejectedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentVerifierProviderBuilder;
import org.bouncycastle.operator.bc.BcEdDSAContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** What a certificate request has to look like for its order, with step-ca's way of saying no. */
final class CertificateRequestRules {
    private static final ASN1ObjectIdentifier DISPLAY_NAME = new ASN1ObjectIdentifier("2.16.840.1.113730.3.1.241");

    private CertificateRequestRules() {}

    /**
     * Checks a request.
     *
     * @param csr the member {@code csr} of the payload
     * @param wire what the order asks for
     * @return the key to certify
     */
    static SubjectPublicKeyInfo check(String csr, WireIdentifiers wire) {
        PKCS10CertificationRequest request;
        try {
            request = new PKCS10CertificationRequest(Base64Url.decode(csr));
        } catch (JwsRejectedException | IOException e) {
            throw AcmeProblemException.malformed("unable to parse csr");
        }
        checkSignature(request);
        if (!subject(request, DISPLAY_NAME).equals(Optional.of(wire.name()))) {
            throw AcmeProblemException.of("serverInternal", "CSR names do not match the order's display name");
        }
        if (!subject(request, BCStyle.O).map(wire.domain()::equalsIgnoreCase).orElse(false)) {
            throw AcmeProblemException.of("serverInternal", "CSR organization does not match the order's domain");
        }
        checkNames(names(request), wire);
        return request.getSubjectPublicKeyInfo();
    }

    private static void checkSignature(PKCS10CertificationRequest request) {
        boolean holds;
        try {
            AsymmetricKeyParameter key = PublicKeyFactory.createKey(request.getSubjectPublicKeyInfo());
            holds = isUsable(request, key) && request.isSignatureValid(verifier(key));
        } catch (IOException | OperatorCreationException | PKCSException | RuntimeException e) {
            throw AcmeProblemException.of("badCSR", "the key or the signature of the CSR is of no known kind");
        }
        if (!holds) {
            throw AcmeProblemException.of("badCSR", "the signature of the CSR does not verify");
        }
    }

    private static boolean isUsable(PKCS10CertificationRequest request, AsymmetricKeyParameter key) {
        boolean edwards = request.getSignatureAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519);
        return key instanceof Ed25519PublicKeyParameters ? edwards : key instanceof ECPublicKeyParameters && !edwards;
    }

    private static ContentVerifierProvider verifier(AsymmetricKeyParameter key) throws OperatorCreationException {
        return key instanceof Ed25519PublicKeyParameters
                ? new BcEdDSAContentVerifierProviderBuilder().build(key)
                : new BcECContentVerifierProviderBuilder(new DefaultDigestAlgorithmIdentifierFinder()).build(key);
    }

    private static Optional<String> subject(PKCS10CertificationRequest request, ASN1ObjectIdentifier type) {
        for (RDN rdn : request.getSubject().getRDNs(type)) {
            if (rdn.getFirst().getValue() instanceof ASN1String text) {
                return Optional.of(text.getString());
            }
        }
        return Optional.empty();
    }

    private static List<GeneralName> names(PKCS10CertificationRequest request) {
        try {
            for (Attribute attribute : request.getAttributes(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
                Extensions extensions =
                        Extensions.getInstance(attribute.getAttrValues().getObjectAt(0));
                GeneralNames names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
                if (names != null) {
                    return Arrays.asList(names.getNames());
                }
            }
            return List.of();
        } catch (RuntimeException e) {
            throw AcmeProblemException.of("badCSR", "the CSR's extensions cannot be read");
        }
    }

    private static void checkNames(List<GeneralName> names, WireIdentifiers wire) {
        if (names.stream().anyMatch(name -> name.getTagNo() != GeneralName.uniformResourceIdentifier)) {
            throw AcmeProblemException.of("badCSR", "the CSR has names that are not URIs");
        }
        List<String> asked = normal(names.stream().map(name -> name.getName().toString()));
        if (!asked.equals(normal(Stream.of(wire.clientUri(), wire.handleUri())))) {
            throw AcmeProblemException.of("badCSR", "CSR URIs do not match the order's identifiers");
        }
    }

    // As Go writes a URL again: an exclamation mark in the user part becomes %21.
    private static List<String> normal(Stream<String> uris) {
        return uris.map(uri -> uri.replace("!", "%21")).sorted().toList();
    }
}
