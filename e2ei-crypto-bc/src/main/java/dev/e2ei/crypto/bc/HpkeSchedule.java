package dev.e2ei.crypto.bc;

import java.util.Arrays;

/** The key schedule of HPKE, RFC 9180, section 5.1, in two steps, of which the first is shared by many recipients. */
final class HpkeSchedule {
    private static final byte MODE_BASE = 0x00;
    private static final byte MODE_PSK = 0x01;
    private static final byte[] NONE = {};

    private final LabeledHkdf kdf;
    private final Aead aead;

    HpkeSchedule(DhKem kem, Hkdf hkdf, Aead aead) {
        this.aead = aead;
        this.kdf =
                new LabeledHkdf(hkdf, "HPKE", kem.group().kemId(), hkdf.hash().kdfId(), aead.id());
    }

    /** What depends on the info alone, in base mode. */
    Setup base(byte[] info) {
        return new Setup(MODE_BASE, info, NONE, NONE);
    }

    /** What depends on info and pre-shared key, in PSK mode. */
    Setup psk(byte[] info, byte[] psk, byte[] pskId) {
        return new Setup(MODE_PSK, info, psk, pskId);
    }

    /** One info, hashed once, for any number of shared secrets. */
    final class Setup {
        private final byte[] scheduleContext;
        private final byte[] psk;

        private Setup(byte mode, byte[] info, byte[] psk, byte[] pskId) {
            byte[] pskIdHash = kdf.extract("psk_id_hash", pskId);
            byte[] infoHash = kdf.extract("info_hash", info);
            scheduleContext = new byte[1 + pskIdHash.length + infoHash.length];
            scheduleContext[0] = mode;
            System.arraycopy(pskIdHash, 0, scheduleContext, 1, pskIdHash.length);
            System.arraycopy(infoHash, 0, scheduleContext, 1 + pskIdHash.length, infoHash.length);
            this.psk = psk;
        }

        /** Wipes the shared secret. */
        HpkeContext context(byte[] sharedSecret) {
            byte[] secret = kdf.extract(sharedSecret, "secret", psk);
            Arrays.fill(sharedSecret, (byte) 0);
            try {
                return new HpkeContext(
                        kdf,
                        aead,
                        kdf.expand(secret, "key", aead.keyLength(), scheduleContext),
                        kdf.expand(secret, "base_nonce", Aead.NONCE_LENGTH, scheduleContext),
                        kdf.expand(secret, "exp", kdf.hashLength(), scheduleContext));
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        }
    }
}
