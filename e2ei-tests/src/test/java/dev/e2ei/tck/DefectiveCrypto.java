package dev.e2ei.tck;

import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.StoreCrypto;
import dev.e2ei.spi.crypto.X509Crypto;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.ServiceLoader;

/** Sound providers of which single methods have been replaced. */
final class DefectiveCrypto {
    private DefectiveCrypto() {}

    /** What a method does instead; it may use the sound object. */
    interface Replacement<T> {
        Object call(T sound, Arguments given) throws Throwable;
    }

    /** A method's arguments. */
    record Arguments(Object... values) {
        byte[] octets(int index) {
            return (byte[]) values[index];
        }

        int number(int index) {
            return (int) values[index];
        }

        @SuppressWarnings("unchecked")
        <T> T as(int index) {
            return (T) values[index];
        }
    }

    static CryptoProvider sound() {
        return ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow();
    }

    static CryptoProvider provider(String method, Replacement<CryptoProvider> replacement) {
        return replaced(CryptoProvider.class, sound(), method, replacement);
    }

    /** The named method of each suite is another. */
    static CryptoProvider suites(String method, Replacement<CiphersuiteCrypto> replacement) {
        return suites(sound(), method, replacement);
    }

    static CryptoProvider suites(CryptoProvider base, String method, Replacement<CiphersuiteCrypto> replacement) {
        return replaced(
                CryptoProvider.class,
                base,
                "forCiphersuite",
                (sound, given) -> sound.forCiphersuite(given.as(0))
                        .flatMap(suite -> Optional.of(replaced(CiphersuiteCrypto.class, suite, method, replacement))));
    }

    static CryptoProvider x509(String method, Replacement<X509Crypto> replacement) {
        return provider("x509", (sound, given) -> replaced(X509Crypto.class, sound.x509(), method, replacement));
    }

    static CryptoProvider store(String method, Replacement<StoreCrypto> replacement) {
        return provider("store", (sound, given) -> replaced(StoreCrypto.class, sound.store(), method, replacement));
    }

    private static <T> T replaced(Class<T> type, T sound, String name, Replacement<T> replacement) {
        return type.cast(Proxy.newProxyInstance(
                DefectiveCrypto.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        return replacement.call(sound, new Arguments(arguments));
                    }
                    try {
                        return method.invoke(sound, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
