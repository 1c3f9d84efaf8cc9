package dev.e2ei.spi.crypto;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.E2eiProvider;
import java.util.Optional;

/** Brings the primitives. Everything it returns is safe for use by several threads. */
public interface CryptoProvider extends E2eiProvider {
    /**
     * The primitives of a ciphersuite.
     *
     * @param suite the suite
     * @return its primitives, or empty if this provider does not have them
     */
    Optional<CiphersuiteCrypto> forCiphersuite(Ciphersuite suite);

    /** {@return what certificates need} */
    X509Crypto x509();

    /** {@return what the sealed store needs} */
    StoreCrypto store();

    /** {@return the one source of randomness} */
    RandomSource random();
}
