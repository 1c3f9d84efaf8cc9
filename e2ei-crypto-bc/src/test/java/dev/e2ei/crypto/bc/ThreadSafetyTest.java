package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Several threads")
class ThreadSafetyTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 6;

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("share a suite and get no other thread's results")
    void sharedSuite(Ciphersuite suite) throws InterruptedException, ExecutionException {
        BouncyCastleCryptoProvider provider = new BouncyCastleCryptoProvider();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<CiphersuiteCrypto>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                byte[] content = ("thread " + thread).getBytes(StandardCharsets.US_ASCII);
                work.add(threads.submit(() -> {
                    start.await();
                    CiphersuiteCrypto crypto = provider.forCiphersuite(suite).orElseThrow();
                    for (int round = 0; round < ROUNDS; round++) {
                        useEverything(crypto, content);
                    }
                    return crypto;
                }));
            }
            start.countDown();
            for (Future<CiphersuiteCrypto> one : work) {
                assertEquals(work.get(0).get(), one.get(), "one object a suite");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void useEverything(CiphersuiteCrypto crypto, byte[] content) {
        KeyPairOctets signer = crypto.generateSignatureKeyPair();
        assertTrue(crypto.verify(signer.publicKey(), content, crypto.sign(signer.privateKey(), content)));

        KeyPairOctets recipient = crypto.deriveHpkeKeyPair(crypto.hash(content));
        HpkeCiphertext sealed = crypto.hpkeSeal(recipient.publicKey(), content, content, content);
        assertArrayEquals(
                content,
                crypto.hpkeOpen(
                        sealed.kemOutput(),
                        recipient.privateKey(),
                        recipient.publicKey(),
                        content,
                        content,
                        sealed.ciphertext()));

        byte[] secret = crypto.extract(content, content);
        byte[] key = crypto.expand(secret, content, crypto.aeadKeyLength());
        byte[] nonce = crypto.expand(secret, content, crypto.aeadNonceLength());
        assertArrayEquals(content, crypto.open(key, nonce, content, crypto.seal(key, nonce, content, content)));
    }
}
