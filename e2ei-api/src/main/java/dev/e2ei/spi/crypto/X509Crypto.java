package dev.e2ei.spi.crypto;

import java.util.Arrays;
import java.util.Objects;

/** What certificates, revocation lists and certificate requests need. Safe for use by several threads. */
public interface X509Crypto {
    /**
     * Verifies the signature of a certificate, revocation list or certificate request.
     *
     * @param subjectPublicKeyInfo the signer's SubjectPublicKeyInfo in DER
     * @param algorithmIdentifier the AlgorithmIdentifier of the signature in DER
     * @param content the signed octets
     * @param signature the content of the BIT STRING
     * @return whether it verifies; false also for a key, an algorithm with wrong parameters or a signature that is none
     * @throws dev.e2ei.api.error.ProviderException with code {@code INVALID_KEY} if the algorithm is not supported at
     *     all, see {@link #supports}
     */
    boolean verify(byte[] subjectPublicKeyInfo, byte[] algorithmIdentifier, byte[] content, byte[] signature);

    /**
     * The same where the signed octets are a part of an array, so that a list of many megabytes need not be copied. A
     * provider that leaves this as it is copies them.
     *
     * @param subjectPublicKeyInfo the signer's SubjectPublicKeyInfo in DER
     * @param algorithmIdentifier the AlgorithmIdentifier of the signature in DER
     * @param octets what the signed octets are a part of; not changed
     * @param from index of the first signed octet
     * @param to index after the last one
     * @param signature the content of the BIT STRING
     * @return whether it verifies, as {@link #verify} says
     * @throws dev.e2ei.api.error.ProviderException as {@link #verify} does
     * @throws IndexOutOfBoundsException if the part does not lie within the octets
     */
    default boolean verifyPart(
            byte[] subjectPublicKeyInfo,
            byte[] algorithmIdentifier,
            byte[] octets,
            int from,
            int to,
            byte[] signature) {
        Objects.checkFromToIndex(from, to, octets.length);
        return verify(subjectPublicKeyInfo, algorithmIdentifier, Arrays.copyOfRange(octets, from, to), signature);
    }

    /**
     * Whether a signature algorithm is supported: Ed25519 and ECDSA on P-256, P-384 and P-521 with SHA-256, SHA-384 and
     * SHA-512, and RSA PKCS#1 1.5 and PSS with these, keys of 2048 to 8192 bits. SHA-1 and MD5 never are.
     *
     * @param signatureAlgorithm the object identifier in dotted form
     * @return whether {@link #verify} knows it
     */
    boolean supports(String signatureAlgorithm);
}
