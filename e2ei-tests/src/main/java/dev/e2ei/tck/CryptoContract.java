package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/** What the parts of {@link CryptoProviderContract} have in common: the provider and its suites. */
public interface CryptoContract {
    /**
     * The provider under test.
     *
     * @return the same one, or a new one each time
     */
    CryptoProvider provider();

    /**
     * The suites that the provider has.
     *
     * @return at least one, or the test fails
     */
    default List<CiphersuiteCrypto> suites() {
        CryptoProvider provider = provider();
        List<CiphersuiteCrypto> suites = Stream.of(Ciphersuite.values())
                .map(provider::forCiphersuite)
                .flatMap(Optional::stream)
                .toList();
        if (suites.isEmpty()) {
            throw new AssertionError("the provider has no ciphersuite at all");
        }
        return suites;
    }

    /**
     * A suite, if the provider has it.
     *
     * @param id its number
     * @return the suite, or empty
     */
    default Optional<CiphersuiteCrypto> suite(int id) {
        return provider().forCiphersuite(Ciphersuite.ofId(id).orElseThrow());
    }

    /**
     * Fails unless a call ends in {@link ErrorCode#INVALID_KEY}.
     *
     * @param suite whose call it is
     * @param call the call
     */
    default void assertInvalidKey(CiphersuiteCrypto suite, Executable call) {
        ProviderException refusal = assertThrows(ProviderException.class, call, () -> name(suite));
        assertEquals(ErrorCode.INVALID_KEY, refusal.code(), () -> name(suite));
    }

    /**
     * What a failure is reported with.
     *
     * @param suite the suite
     * @return its name
     */
    static String name(CiphersuiteCrypto suite) {
        return "suite " + suite.ciphersuite().id();
    }
}
