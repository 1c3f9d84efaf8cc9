package dev.e2ei.spi.enrollment;

/**
 * The two keys of an enrollment, both of the suite's signature scheme. The account's key signs every ACME request and
 * the DPoP proof; the certificate's key is the MLS signature key and signs the certificate request only.
 *
 * <p><b>Security.</b> Private keys stay in the engine. What is signed here is fixed by the protocol: never octets that a
 * server chose.
 */
public interface EnrollmentKeys {
    /** {@return the public part of the account's key} */
    PublicJwk accountJwk();

    /** {@return the RFC 7638 thumbprint of the account's key, always by SHA-256, base64url without padding} */
    String accountThumbprint();

    /**
     * Signs with the account's key.
     *
     * @param signingInput the JWS signing input
     * @return the signature in the form of RFC 7518 and RFC 8037: R and S side by side, or the 64 octets of Ed25519
     */
    byte[] signWithAccountKey(byte[] signingInput);

    /** {@return the PKCS#10 certificate request in DER, for the request's names, signed with the certificate's key} */
    byte[] certificateRequest();
}
