package dev.e2ei.tests.bench;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * A crypto provider that makes signature keys as the real one does, which takes its time, and then hands out the same
 * ones in the same order again and again: so recorded answers fit each repetition.
 */
final class FixedKeys {
    private final CryptoProvider real;
    private final List<KeyPairOctets> keys = new ArrayList<>();
    private int next;

    FixedKeys(CryptoProvider real) {
        this.real = real;
    }

    /** Begins with the first key again. */
    void rewind() {
        next = 0;
    }

    CryptoProvider provider() {
        return proxy(CryptoProvider.class, (method, arguments) -> {
            if (method.getName().equals("forCiphersuite")) {
                return real.forCiphersuite((Ciphersuite) arguments[0]).map(this::suite);
            }
            return method.invoke(real, arguments);
        });
    }

    private CiphersuiteCrypto suite(CiphersuiteCrypto suite) {
        return proxy(CiphersuiteCrypto.class, (method, arguments) -> {
            if (method.getName().equals("generateSignatureKeyPair")) {
                return fixed(suite.generateSignatureKeyPair());
            }
            return method.invoke(suite, arguments);
        });
    }

    /** A copy, for the client wipes what it is given. */
    private KeyPairOctets fixed(KeyPairOctets fresh) {
        if (next == keys.size()) {
            keys.add(fresh);
        }
        KeyPairOctets kept = keys.get(next++);
        return new KeyPairOctets(
                kept.publicKey().clone(), kept.privateKey().clone());
    }

    private interface Answer {
        Object to(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            try {
                return answer.to(method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
