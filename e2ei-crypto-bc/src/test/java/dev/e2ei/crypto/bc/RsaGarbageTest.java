package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.spi.crypto.X509Crypto;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keys, parameters and signatures with a few octets changed, thousands of them; the seed is fixed. */
@DisplayName("RSA keys, parameters and signatures that are none end as declared")
class RsaGarbageTest {
    private static final byte[] CONTENT = {1, 2, 3};

    private final X509Crypto x509 = new BouncyCastleCryptoProvider().x509();
    private final Random garbage = new Random(20_260_102);

    @Test
    @DisplayName("in PKCS#1 1.5")
    void pkcs1() throws GeneralSecurityException {
        mutate(Signature.getInstance("SHA256withRSA"), Der.sequence(X509Oids.rsaWith(256), Der.NULL));
    }

    @Test
    @DisplayName("in PSS")
    void pss() throws GeneralSecurityException {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", new MGF1ParameterSpec("SHA-256"), 32, 1));
        mutate(signer, Der.sequence(X509Oids.PSS, X509Oids.pssParameters(256, 256, 32)));
    }

    private void mutate(Signature signer, byte[] algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        signer.initSign(pair.getPrivate());
        signer.update(CONTENT);
        byte[][] right = {pair.getPublic().getEncoded(), algorithm, signer.sign()};
        assertTrue(x509.verify(right[0], right[1], CONTENT, right[2]));
        for (int i = 0; i < 6000; i++) {
            byte[][] given = right.clone();
            given[i % 3] = mutated(right[i % 3]);
            boolean same = Arrays.equals(given[i % 3], right[i % 3]);
            assertFalse(!same && verifies(given), () -> "mutation of " + Arrays.deepToString(given));
        }
        for (int octet : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
            byte[] signature = new byte[256];
            Arrays.fill(signature, (byte) octet);
            assertFalse(x509.verify(right[0], right[1], CONTENT, signature));
        }
    }

    private boolean verifies(byte[][] given) {
        try {
            return x509.verify(given[0], given[1], CONTENT, given[2]);
        } catch (ProviderException e) {
            assertEquals(ErrorCode.INVALID_KEY, e.code());
            return false;
        }
    }

    private byte[] mutated(byte[] octets) {
        // The first octets, where lengths and names are, more often than the others.
        int range = garbage.nextBoolean() ? Math.min(40, octets.length) : octets.length;
        byte[] copy = garbage.nextInt(10) == 0 ? Arrays.copyOf(octets, garbage.nextInt(300)) : octets.clone();
        for (int change = 0; change < 1 + garbage.nextInt(3) && copy.length > 0; change++) {
            copy[garbage.nextInt(Math.min(range, copy.length))] = (byte) garbage.nextInt();
        }
        return copy;
    }
}
