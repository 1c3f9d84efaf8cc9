package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.spi.crypto.HpkeCiphertext;

/**
 * HPKECiphertext, RFC 9420, section 7.6: a path secret for one recipient.
 *
 * @param kemOutput the encapsulated key
 * @param ciphertext the ciphertext
 */
public record EncryptedPathSecret(Bytes kemOutput, Bytes ciphertext) {
    /** The wire form. */
    public static final TlsCodec<EncryptedPathSecret> CODEC = TlsCodec.of(
            (secret, out) -> {
                out.bytes(secret.kemOutput);
                out.bytes(secret.ciphertext);
            },
            in -> new EncryptedPathSecret(
                    in.field("kem_output").bytes(), in.field("ciphertext").bytes()));

    static EncryptedPathSecret of(HpkeCiphertext secret) {
        return new EncryptedPathSecret(Bytes.of(secret.kemOutput()), Bytes.of(secret.ciphertext()));
    }

    HpkeCiphertext toHpke() {
        return new HpkeCiphertext(kemOutput.toByteArray(), ciphertext.toByteArray());
    }
}
