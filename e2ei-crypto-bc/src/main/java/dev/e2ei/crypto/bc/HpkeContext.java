package dev.e2ei.crypto.bc;

import java.util.Arrays;

/** The keys of one HPKE exchange, RFC 9180, section 5.1; wiped when closed. */
final class HpkeContext implements AutoCloseable {
    private final LabeledHkdf kdf;
    private final Aead aead;
    private final byte[] key;
    private final byte[] baseNonce;
    private final byte[] exporterSecret;

    /** Takes the arrays. */
    HpkeContext(LabeledHkdf kdf, Aead aead, byte[] key, byte[] baseNonce, byte[] exporterSecret) {
        this.kdf = kdf;
        this.aead = aead;
        this.key = key;
        this.baseNonce = baseNonce;
        this.exporterSecret = exporterSecret;
    }

    byte[] seal(int sequenceNumber, byte[] associatedData, byte[] plaintext) {
        return aead.seal(key, nonce(sequenceNumber), associatedData, plaintext);
    }

    byte[] open(int sequenceNumber, byte[] associatedData, byte[] ciphertext) {
        return aead.open(key, nonce(sequenceNumber), associatedData, ciphertext);
    }

    byte[] export(byte[] exporterContext, int length) {
        return kdf.expand(exporterSecret, "sec", length, exporterContext);
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
        Arrays.fill(baseNonce, (byte) 0);
        Arrays.fill(exporterSecret, (byte) 0);
    }

    private byte[] nonce(int sequenceNumber) {
        byte[] nonce = baseNonce.clone();
        for (int i = 0; i < Integer.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (sequenceNumber >>> 8 * i);
        }
        return nonce;
    }
}
