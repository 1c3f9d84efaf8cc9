package dev.e2ei.core.credential;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.core.codec.TlsCodec;

/**
 * A name without proof, RFC 9420, section 5.3.
 *
 * @param identity any octets; in Wire a client id
 */
public record BasicCredential(Bytes identity) implements Credential {
    static final TlsCodec<BasicCredential> CODEC = TlsCodec.of(
            (credential, out) -> out.bytes(credential.identity),
            in -> new BasicCredential(in.field("identity").bytes()));

    @Override
    public CredentialType type() {
        return CredentialType.Basic;
    }

    /** The size only: an identity is a name. */
    @Override
    public String toString() {
        return "BasicCredential[" + identity.size() + " octets]";
    }
}
