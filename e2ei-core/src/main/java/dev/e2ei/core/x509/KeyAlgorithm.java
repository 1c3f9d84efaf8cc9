package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.SignatureScheme;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that MLS signs with, as X.509 spells them: RFC 5480 and RFC 8410. */
enum KeyAlgorithm {
    P256(SignatureScheme.ECDSA_SECP256R1_SHA256, "1.2.840.10045.3.1.7", "1.2.840.10045.4.3.2", 65),
    P384(SignatureScheme.ECDSA_SECP384R1_SHA384, "1.3.132.0.34", "1.2.840.10045.4.3.3", 97),
    P521(SignatureScheme.ECDSA_SECP521R1_SHA512, "1.3.132.0.35", "1.2.840.10045.4.3.4", 133),
    ED25519(SignatureScheme.ED25519, "", "1.3.101.112", 32),
    ED448(SignatureScheme.ED448, "", "1.3.101.113", 57);

    static final ObjectIdentifier EC_PUBLIC_KEY = ObjectIdentifier.of("1.2.840.10045.2.1");

    private static final List<KeyAlgorithm> ALL = List.of(values());
    // Each leaf's is compared with them.
    private static final List<Bytes> IDENTIFIERS = ALL.stream()
            .map(algorithm -> Bytes.of(DerWriter.sequenceOf(algorithm::writeIdentifier)))
            .toList();

    private final SignatureScheme scheme;
    private final Optional<ObjectIdentifier> curve;
    private final ObjectIdentifier signature;
    private final int size;

    KeyAlgorithm(SignatureScheme scheme, String curve, String signature, int size) {
        this.scheme = scheme;
        this.curve = curve.isEmpty() ? Optional.empty() : Optional.of(new ObjectIdentifier(curve));
        this.signature = new ObjectIdentifier(signature);
        this.size = size;
    }

    static KeyAlgorithm of(SignatureScheme scheme) {
        return Stream.of(values())
                .filter(algorithm -> algorithm.scheme == scheme)
                .findFirst()
                .orElseThrow();
    }

    static Optional<KeyAlgorithm> find(ObjectIdentifier key, Optional<ObjectIdentifier> curve) {
        for (KeyAlgorithm algorithm : ALL) {
            if (algorithm.key().equals(key) && algorithm.curve.equals(curve)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    SignatureScheme scheme() {
        return scheme;
    }

    /** The algorithm of the key; RFC 8410 uses one identifier for key and signature. */
    ObjectIdentifier key() {
        return curve.isPresent() ? EC_PUBLIC_KEY : signature;
    }

    /** The algorithm by which such a key signs. */
    ObjectIdentifier signature() {
        return signature;
    }

    boolean hasFormOf(Bytes mlsKey) {
        return mlsKey.size() == size && (curve.isEmpty() || mlsKey.at(0) == 0x04);
    }

    void writeIdentifier(DerWriter out) {
        out.objectIdentifier(key());
        curve.ifPresent(out::objectIdentifier);
    }

    /** The AlgorithmIdentifier of the key. */
    Bytes identifier() {
        return IDENTIFIERS.get(ordinal());
    }
}
