package dev.e2ei.testkit;

import dev.e2ei.testkit.jose.Base64Url;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.operator.bc.BcEdECContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** A certificate request, its parts open to change. */
final class RawCsr {
    private static final ASN1ObjectIdentifier DISPLAY_NAME = new ASN1ObjectIdentifier("2.16.840.1.113730.3.1.241");

    String domain;
    String name;
    final List<GeneralName> names = new ArrayList<>();

    static RawCsr of(RawDevice device) {
        RawCsr csr = new RawCsr();
        csr.domain = device.stack.domain().toString();
        csr.name = device.user.displayName();
        csr.names.add(uri(device.client.uri()));
        csr.names.add(uri(device.user.handle().uri()));
        return csr;
    }

    static GeneralName uri(String uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    }

    String sign(SigningKey key) {
        return sign(key, key);
    }

    /** Signed by one key and asking for another. */
    String sign(SigningKey key, SigningKey certified) {
        X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
        if (!domain.isEmpty()) {
            subject.addRDN(BCStyle.O, domain);
        }
        if (!name.isEmpty()) {
            subject.addRDN(DISPLAY_NAME, new DERUTF8String(name));
        }
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            return Base64Url.encode(new PKCS10CertificationRequestBuilder(subject.build(), certified.publicKeyInfo())
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                    .build(signer(key))
                    .getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(SigningKey key) throws OperatorCreationException {
        String algorithm = switch (key.algorithm()) {
            case EDDSA -> "Ed25519";
            case ES384 -> "SHA384WITHECDSA";
            case ES512 -> "SHA512WITHECDSA";
            default -> "SHA256WITHECDSA";
        };
        var signature = new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
        if (key.algorithm() == JwsAlgorithm.EDDSA) {
            return new BcEdECContentSignerBuilder(signature).build(key.privateKey());
        }
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        return new BcECContentSignerBuilder(signature, digest).build(key.privateKey());
    }
}
