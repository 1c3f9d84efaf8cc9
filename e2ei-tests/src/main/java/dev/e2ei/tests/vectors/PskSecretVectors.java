package dev.e2ei.tests.vectors;

import dev.e2ei.core.schedule.PreSharedKey;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.schedule.PskSecret;
import java.util.List;

/** {@code psk_secret}: pre-shared keys in one secret. */
final class PskSecretVectors implements VectorKind {
    @Override
    public String name() {
        return "psk_secret";
    }

    @Override
    public void verify(VectorCase vector) {
        List<PreSharedKey> keys = vector.objects("psks").stream()
                .map(psk -> new PreSharedKey(
                        new PreSharedKeyId.External(psk.bytes("psk_id"), psk.bytes("psk_nonce")), psk.secret("psk")))
                .toList();
        VectorCase.same("psk_secret", vector.secret("psk_secret"), PskSecret.of(vector.crypto(), keys));
    }
}
