package dev.e2ei.core.schedule;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.Arrays;
import java.util.ServiceLoader;

/** Secrets of the first suite that are easily told apart. */
final class TestSecrets {
    static final LabeledCrypto CRYPTO = TestClient.crypto(TestClient.SUITE);
    static final RandomSource RANDOM =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().random();

    private TestSecrets() {}

    static Secret of(int value) {
        byte[] octets = new byte[CRYPTO.hashLength()];
        Arrays.fill(octets, (byte) value);
        return Secret.take(octets);
    }

    static Bytes octets(Secret secret) {
        return secret.use(Bytes::of);
    }

    static <T> T stored(RowCodec<T> codec, T value) {
        try (RowWriter out = new RowWriter()) {
            codec.write(value, out);
            RowReader in = new RowReader(out.toByteArray());
            T read = codec.read(in);
            in.end();
            return read;
        }
    }
}
