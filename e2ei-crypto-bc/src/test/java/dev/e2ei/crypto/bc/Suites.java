package dev.e2ei.crypto.bc;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;

/** The suites under test, each made anew. */
final class Suites {
    private Suites() {}

    static CiphersuiteCrypto crypto(int id) {
        return crypto(Ciphersuite.ofId(id).orElseThrow());
    }

    static CiphersuiteCrypto crypto(Ciphersuite suite) {
        return new BouncyCastleCryptoProvider().forCiphersuite(suite).orElseThrow();
    }
}
