package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.tree.EncryptedPathSecret;

/**
 * EncryptedGroupSecrets, RFC 9420, section 12.4.3.1.
 *
 * @param newMember the reference of the key package by which somebody was added
 * @param encryptedGroupSecrets the group secrets under that key package's init key
 */
public record EncryptedGroupSecrets(Bytes newMember, EncryptedPathSecret encryptedGroupSecrets) {
    /** The wire form. */
    public static final TlsCodec<EncryptedGroupSecrets> CODEC = TlsCodec.of(
            (secrets, out) -> {
                out.bytes(secrets.newMember);
                EncryptedPathSecret.CODEC.encode(secrets.encryptedGroupSecrets, out);
            },
            in -> new EncryptedGroupSecrets(
                    in.field("new_member").bytes(), in.struct("encrypted_group_secrets", EncryptedPathSecret.CODEC)));
}
