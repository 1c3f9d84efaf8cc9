package dev.e2ei.crypto.bc;

import com.google.auto.service.AutoService;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.RandomSource;
import dev.e2ei.spi.crypto.StoreCrypto;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The provider {@code bouncycastle}: all ciphersuites of RFC 9420. Nothing is registered with
 * {@link java.security.Security}.
 *
 * <p><b>Security.</b> Private scalars, shared secrets and intermediate keys that are arrays are wiped after use. Big
 * integers, and what BouncyCastle and the JDK keep inside, are left to the garbage collector.
 */
@AutoService(CryptoProvider.class)
public final class BouncyCastleCryptoProvider implements CryptoProvider {
    private final RandomSource random = new SystemRandom();
    private final X509Crypto x509 = new X509Signatures();
    private final StoreCrypto store = new StoreSealing();
    private final Map<Ciphersuite, CiphersuiteCrypto> suites = new ConcurrentHashMap<>();

    /** For {@link java.util.ServiceLoader}; does no work. */
    public BouncyCastleCryptoProvider() {}

    @Override
    public String name() {
        return "bouncycastle";
    }

    @Override
    public Optional<CiphersuiteCrypto> forCiphersuite(Ciphersuite suite) {
        return Optional.of(
                suites.computeIfAbsent(suite, wanted -> new SuitePrimitives(SuiteParameters.of(wanted), random)));
    }

    @Override
    public X509Crypto x509() {
        return x509;
    }

    @Override
    public StoreCrypto store() {
        return store;
    }

    @Override
    public RandomSource random() {
        return random;
    }
}
