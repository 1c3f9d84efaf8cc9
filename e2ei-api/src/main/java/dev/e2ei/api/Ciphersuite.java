package dev.e2ei.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The MLS ciphersuites of RFC 9420, section 17.1, under the RFC's own names. */
public enum Ciphersuite {
    /** Suite 1. */
    MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519(1, SignatureScheme.ED25519, "SHA-256"),
    /** Suite 2. */
    MLS_128_DHKEMP256_AES128GCM_SHA256_P256(2, SignatureScheme.ECDSA_SECP256R1_SHA256, "SHA-256"),
    /** Suite 3. */
    MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519(3, SignatureScheme.ED25519, "SHA-256"),
    /** Suite 4; cannot enroll. */
    MLS_256_DHKEMX448_AES256GCM_SHA512_Ed448(4, SignatureScheme.ED448, "SHA-512"),
    /** Suite 5. */
    MLS_256_DHKEMP521_AES256GCM_SHA512_P521(5, SignatureScheme.ECDSA_SECP521R1_SHA512, "SHA-512"),
    /** Suite 6; cannot enroll. */
    MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_Ed448(6, SignatureScheme.ED448, "SHA-512"),
    /** Suite 7. */
    MLS_256_DHKEMP384_AES256GCM_SHA384_P384(7, SignatureScheme.ECDSA_SECP384R1_SHA384, "SHA-384");

    private final int id;
    private final SignatureScheme signatureScheme;
    private final String hashAlgorithm;

    Ciphersuite(int id, SignatureScheme signatureScheme, String hashAlgorithm) {
        this.id = id;
        this.signatureScheme = signatureScheme;
        this.hashAlgorithm = hashAlgorithm;
    }

    /**
     * The suite with the given number.
     *
     * @param id a number of the MLS ciphersuite registry
     * @return the suite, or empty if this library does not know it
     */
    public static Optional<Ciphersuite> ofId(int id) {
        return Stream.of(values()).filter(suite -> suite.id == id).findFirst();
    }

    /** {@return the suites with which a device can enroll, in ascending order: 1, 2, 3, 5, 7} */
    public static List<Ciphersuite> enrollable() {
        return Stream.of(values()).filter(Ciphersuite::canEnroll).toList();
    }

    /** {@return the number in the MLS ciphersuite registry} */
    public int id() {
        return id;
    }

    /** {@return the scheme of leaf, message and certificate signatures} */
    public SignatureScheme signatureScheme() {
        return signatureScheme;
    }

    /** {@return the suite's hash by its standard name, such as {@code SHA-256}} */
    public String hashAlgorithm() {
        return hashAlgorithm;
    }

    /** {@return whether Wire's ACME server issues certificates for this suite's signature keys} */
    public boolean canEnroll() {
        return signatureScheme != SignatureScheme.ED448;
    }
}
