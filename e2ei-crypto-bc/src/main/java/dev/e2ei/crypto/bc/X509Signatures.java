package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.X509Crypto;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signatures of certificates, revocation lists and requests: RFC 3279, 4055, 5758 and 8410. */
final class X509Signatures implements X509Crypto {
    private static final Map<String, Sha2> ECDSA = Map.of(
            "1.2.840.10045.4.3.2", Sha2.SHA_256,
            "1.2.840.10045.4.3.3", Sha2.SHA_384,
            "1.2.840.10045.4.3.4", Sha2.SHA_512);
    private static final Map<String, Sha2> RSA_PKCS1 = Map.of(
            "1.2.840.113549.1.1.11", Sha2.SHA_256,
            "1.2.840.113549.1.1.12", Sha2.SHA_384,
            "1.2.840.113549.1.1.13", Sha2.SHA_512);

    /** Which verifiers there are: a certificate's hash need not be the one of its issuer's curve. */
    private record CurveAndHash(NistCurve curve, Sha2 hash) {}

    private final Map<CurveAndHash, EcdsaSignatures> verifiers = new ConcurrentHashMap<>();

    @Override
    public boolean supports(String signatureAlgorithm) {
        return signatureAlgorithm.equals(AlgorithmIdentifier.ED25519)
                || signatureAlgorithm.equals(AlgorithmIdentifier.RSASSA_PSS)
                || ECDSA.containsKey(signatureAlgorithm)
                || RSA_PKCS1.containsKey(signatureAlgorithm);
    }

    @Override
    public boolean verify(byte[] subjectPublicKeyInfo, byte[] algorithmIdentifier, byte[] content, byte[] signature) {
        return verifyPart(subjectPublicKeyInfo, algorithmIdentifier, content, 0, content.length, signature);
    }

    @Override
    public boolean verifyPart(
            byte[] subjectPublicKeyInfo,
            byte[] algorithmIdentifier,
            byte[] octets,
            int from,
            int to,
            byte[] signature) {
        SignedOctets content = new SignedOctets(octets, from, to);
        try {
            AlgorithmIdentifier algorithm = AlgorithmIdentifier.decode(algorithmIdentifier);
            if (!supports(algorithm.oid())) {
                throw InvalidKey.because("signature algorithm " + algorithm.oid() + " is not supported");
            }
            SubjectPublicKeyInfo key = SubjectPublicKeyInfo.decode(subjectPublicKeyInfo);
            return verify(key, algorithm, content, signature);
        } catch (MalformedDerException e) {
            return false;
        }
    }

    private boolean verify(
            SubjectPublicKeyInfo key, AlgorithmIdentifier algorithm, SignedOctets content, byte[] signature)
            throws MalformedDerException {
        String oid = algorithm.oid();
        if (ECDSA.containsKey(oid)) {
            algorithm.expectNoParameters();
            return verifyEcdsa(key, ECDSA.get(oid), content, signature);
        }
        if (RSA_PKCS1.containsKey(oid)) {
            algorithm.expectNullOrNoParameters();
            key.algorithm().expectNullOrNoParameters();
            RsaPublicKey rsa = RsaPublicKey.decode(key.keyOf(AlgorithmIdentifier.RSA_ENCRYPTION));
            return RsaPkcs1.verify(rsa, RSA_PKCS1.get(oid), content, signature);
        }
        if (oid.equals(AlgorithmIdentifier.RSASSA_PSS)) {
            return verifyPss(key, PssParameters.read(algorithm), content, signature);
        }
        algorithm.expectNoParameters();
        key.algorithm().expectNoParameters();
        return new Ed25519Signatures().verify(key.keyOf(AlgorithmIdentifier.ED25519), content, signature);
    }

    private boolean verifyEcdsa(SubjectPublicKeyInfo key, Sha2 hash, SignedOctets content, byte[] signature)
            throws MalformedDerException {
        byte[] point = key.keyOf(AlgorithmIdentifier.EC_PUBLIC_KEY);
        DerReader parameters = key.algorithm().parameters();
        NistCurve curve = NistCurve.ofOid(parameters.objectIdentifier());
        parameters.expectEnd();
        return verifiers
                .computeIfAbsent(new CurveAndHash(curve, hash), wanted -> new EcdsaSignatures(curve, hash))
                .verifyDigest(point, content.digest(hash), signature);
    }

    // RFC 4055, section 3.3: a key of its own kind may say with which parameters alone it is used.
    private static boolean verifyPss(
            SubjectPublicKeyInfo key, PssParameters parameters, SignedOctets content, byte[] signature)
            throws MalformedDerException {
        if (key.algorithm().oid().equals(AlgorithmIdentifier.RSA_ENCRYPTION)) {
            key.algorithm().expectNullOrNoParameters();
            RsaPublicKey rsa = RsaPublicKey.decode(key.keyOf(AlgorithmIdentifier.RSA_ENCRYPTION));
            return RsaPss.verify(rsa, parameters, content, signature);
        }
        RsaPublicKey rsa = RsaPublicKey.decode(key.keyOf(AlgorithmIdentifier.RSASSA_PSS));
        if (!key.algorithm().parameters().isAtEnd()) {
            PssParameters allowed = PssParameters.read(key.algorithm());
            if (allowed.hash() != parameters.hash() || allowed.saltLength() > parameters.saltLength()) {
                return false;
            }
        }
        return RsaPss.verify(rsa, parameters, content, signature);
    }
}
