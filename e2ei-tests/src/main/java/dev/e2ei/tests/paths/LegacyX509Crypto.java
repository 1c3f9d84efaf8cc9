package dev.e2ei.tests.paths;

import dev.e2ei.core.der.DerReader;
import dev.e2ei.spi.crypto.X509Crypto;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;

/** RSA as it was before 2015, SHA-1 and 1024 bits included: for foreign test cases of that time only. */
record LegacyX509Crypto(X509Crypto modern) implements X509Crypto {
    private static final Map<String, String> RSA =
            Map.of("1.2.840.113549.1.1.5", "SHA1withRSA", "1.2.840.113549.1.1.11", "SHA256withRSA");

    @Override
    public boolean supports(String signatureAlgorithm) {
        return RSA.containsKey(signatureAlgorithm) || modern.supports(signatureAlgorithm);
    }

    @Override
    public boolean verify(byte[] subjectPublicKeyInfo, byte[] algorithmIdentifier, byte[] content, byte[] signature) {
        String identifier = DerReader.overSequence(algorithmIdentifier, "AlgorithmIdentifier")
                .objectIdentifier("algorithm")
                .dotted();
        if (!RSA.containsKey(identifier)) {
            return modern.verify(subjectPublicKeyInfo, algorithmIdentifier, content, signature);
        }
        try {
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
            Signature verifier = Signature.getInstance(RSA.get(identifier));
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
