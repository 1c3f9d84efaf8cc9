package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.SignatureScheme;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A SubjectPublicKeyInfo, RFC 5280 section 4.1.2.7, and its translation from and to the signature keys of MLS: 32 octets
 * for Ed25519, the uncompressed point for ECDSA. Whether a point lies on its curve is for the crypto provider to say.
 *
 * @param encoded the whole value in DER
 * @param algorithm the algorithm of the key
 * @param curve the named curve; of EC keys only
 * @param key the content of the BIT STRING
 */
public record SubjectPublicKey(Bytes encoded, ObjectIdentifier algorithm, Optional<ObjectIdentifier> curve, Bytes key) {
    private static final ObjectIdentifier RSA = ObjectIdentifier.of("1.2.840.113549.1.1.1");

    static SubjectPublicKey read(DerReader reader) {
        int from = reader.position();
        DerReader sequence = reader.sequence("subjectPublicKeyInfo");
        DerReader identifier = sequence.sequence("algorithm");
        ObjectIdentifier algorithm = identifier.objectIdentifier("algorithm");
        Optional<ObjectIdentifier> curve = Optional.empty();
        if (algorithm.equals(KeyAlgorithm.EC_PUBLIC_KEY)) {
            curve = Optional.of(identifier.objectIdentifier("namedCurve"));
        } else if (!identifier.isAtEnd()) {
            identifier.skip("parameters");
        }
        identifier.expectEnd();
        Bytes key = sequence.bitString(DerTag.BIT_STRING, "subjectPublicKey");
        sequence.expectEnd();
        return new SubjectPublicKey(reader.since(from), algorithm, curve, key);
    }

    /** Reads a SubjectPublicKeyInfo in DER. */
    public static SubjectPublicKey parse(byte[] der) {
        DerReader reader = DerReader.over(der, "SubjectPublicKeyInfo");
        SubjectPublicKey key = read(reader);
        reader.expectEnd();
        return key;
    }

    /**
     * The key of an MLS leaf.
     *
     * @throws IllegalArgumentException if the octets do not have the form of such a key
     */
    public static SubjectPublicKey of(SignatureScheme scheme, Bytes mlsKey) {
        KeyAlgorithm algorithm = KeyAlgorithm.of(scheme);
        if (!algorithm.hasFormOf(mlsKey)) {
            throw new IllegalArgumentException(mlsKey.size() + " octets that are not a key of " + scheme);
        }
        byte[] der = DerWriter.sequenceOf(
                out -> out.sequence(algorithm::writeIdentifier).bitString(mlsKey.toByteArray()));
        return parse(der);
    }

    /** The MLS signature scheme of the key; empty if MLS has none for it, or if its octets do not have that form. */
    public Optional<SignatureScheme> scheme() {
        return KeyAlgorithm.find(algorithm, curve)
                .filter(known -> known.hasFormOf(key))
                // The encoding has one spelling: no parameters for Ed25519, nothing beside the curve for EC.
                .filter(known -> DerReader.overSequence(encoded.toByteArray(), "SubjectPublicKeyInfo")
                        .element("algorithm")
                        .equals(known.identifier()))
                .map(KeyAlgorithm::scheme);
    }

    /** The size of an RSA key's modulus; empty if the key is none. */
    public OptionalInt rsaModulusBits() {
        if (!algorithm.equals(RSA)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(DerReader.overSequence(key.toByteArray(), "RSAPublicKey")
                    .integer("modulus")
                    .bitLength());
        } catch (MalformedCertificateException e) {
            return OptionalInt.empty();
        }
    }

    /** The key as MLS writes it; meaningful only where there is a {@link #scheme()}. */
    public Bytes mlsKey() {
        return key;
    }
}
