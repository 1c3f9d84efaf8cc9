package dev.e2ei.crypto.bc;

import dev.e2ei.api.Ciphersuite;

/**
 * What a ciphersuite is made of, RFC 9420, section 17.1.
 *
 * @param suite the suite
 * @param hash its hash, also of HMAC and HKDF
 * @param aead its AEAD
 * @param group the group of its KEM
 * @param signatures its signature scheme
 */
record SuiteParameters(Ciphersuite suite, Sha2 hash, Aead aead, DiffieHellmanGroup group, SignatureMethod signatures) {

    static SuiteParameters of(Ciphersuite suite) {
        return switch (suite) {
            case MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519 ->
                new SuiteParameters(
                        suite, Sha2.SHA_256, Aead.AES_128_GCM, MontgomeryGroup.CURVE25519, new Ed25519Signatures());
            case MLS_128_DHKEMP256_AES128GCM_SHA256_P256 -> nist(suite, Sha2.SHA_256, Aead.AES_128_GCM, NistCurve.P256);
            case MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519 ->
                new SuiteParameters(
                        suite,
                        Sha2.SHA_256,
                        Aead.CHACHA20_POLY1305,
                        MontgomeryGroup.CURVE25519,
                        new Ed25519Signatures());
            case MLS_256_DHKEMX448_AES256GCM_SHA512_Ed448 ->
                new SuiteParameters(
                        suite, Sha2.SHA_512, Aead.AES_256_GCM, MontgomeryGroup.CURVE448, new Ed448Signatures());
            case MLS_256_DHKEMP521_AES256GCM_SHA512_P521 -> nist(suite, Sha2.SHA_512, Aead.AES_256_GCM, NistCurve.P521);
            case MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_Ed448 ->
                new SuiteParameters(
                        suite, Sha2.SHA_512, Aead.CHACHA20_POLY1305, MontgomeryGroup.CURVE448, new Ed448Signatures());
            case MLS_256_DHKEMP384_AES256GCM_SHA384_P384 -> nist(suite, Sha2.SHA_384, Aead.AES_256_GCM, NistCurve.P384);
        };
    }

    private static SuiteParameters nist(Ciphersuite suite, Sha2 hash, Aead aead, NistCurve curve) {
        return new SuiteParameters(suite, hash, aead, new NistGroup(curve), new EcdsaSignatures(curve, hash));
    }
}
