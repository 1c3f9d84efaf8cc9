package dev.e2ei.tests.vectors;

import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A suite whose fresh keys follow from a counter, so that a group can be made again. What it encrypts is different each time. */
final class SeededCrypto {
    private final CiphersuiteCrypto real;
    private int counter;

    private SeededCrypto(CiphersuiteCrypto real) {
        this.real = real;
    }

    /** For suites whose signature keys are any octets, which are those of EdDSA. */
    static CiphersuiteCrypto of(CiphersuiteCrypto real) {
        SeededCrypto seeded = new SeededCrypto(real);
        return (CiphersuiteCrypto) Proxy.newProxyInstance(
                SeededCrypto.class.getClassLoader(),
                new Class<?>[] {CiphersuiteCrypto.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "generateHpkeKeyPair":
                            return real.deriveHpkeKeyPair(seeded.next());
                        case "generateSignatureKeyPair":
                            byte[] key = Arrays.copyOf(seeded.next(), real.signaturePublicKeyLength());
                            return new KeyPairOctets(real.signaturePublicKey(key), key);
                        default:
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                    }
                });
    }

    private byte[] next() {
        return real.hash(ByteBuffer.allocate(Integer.BYTES).putInt(counter++).array());
    }
}
