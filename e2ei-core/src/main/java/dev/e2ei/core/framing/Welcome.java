package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.core.codec.TlsCodec;
import java.util.List;
import java.util.Optional;

/**
 * Welcome, RFC 9420, section 12.4.3.1. A suite that is not known here is no error of the form.
 *
 * @param suiteId the suite, a uint16
 * @param secrets one for each of those who are added
 * @param encryptedGroupInfo the group info for all of them
 */
public record Welcome(int suiteId, List<EncryptedGroupSecrets> secrets, Bytes encryptedGroupInfo) {
    /** The wire form. */
    public static final TlsCodec<Welcome> CODEC = TlsCodec.of(
            (welcome, out) -> {
                out.u16(welcome.suiteId);
                out.list(EncryptedGroupSecrets.CODEC, welcome.secrets);
                out.bytes(welcome.encryptedGroupInfo);
            },
            in -> new Welcome(
                    in.field("cipher_suite").u16(),
                    in.field("secrets").list(EncryptedGroupSecrets.CODEC),
                    in.field("encrypted_group_info").bytes()));

    /** {@inheritDoc} */
    public Welcome {
        secrets = List.copyOf(secrets);
    }

    /** {@return the suite, none if this library does not have it} */
    public Optional<Ciphersuite> suite() {
        return Ciphersuite.ofId(suiteId);
    }

    /**
     * What is for one of those who are added.
     *
     * @param keyPackageRef by which key package
     * @return the secrets, none if there are none for it
     */
    public Optional<EncryptedGroupSecrets> secretsFor(Bytes keyPackageRef) {
        return secrets.stream()
                .filter(secret -> secret.newMember().equals(keyPackageRef))
                .findFirst();
    }
}
