package dev.e2ei.core.credential;

import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;

/** Credential, RFC 9420, section 5.3. A type that is neither Basic nor X.509 is malformed, since nothing can be checked. */
public sealed interface Credential permits BasicCredential, X509Credential {
    /** The wire form. */
    TlsCodec<Credential> CODEC = TlsCodec.of(
            (credential, out) -> {
                out.u16(credential.type().code());
                if (credential instanceof BasicCredential basic) {
                    BasicCredential.CODEC.encode(basic, out);
                } else {
                    X509Credential.CODEC.encode((X509Credential) credential, out);
                }
            },
            Credential::read);

    /** {@return the type} */
    CredentialType type();

    private static Credential read(TlsReader in) {
        int type = in.field("credential_type").u16();
        if (type == CredentialType.Basic.code()) {
            return BasicCredential.CODEC.decode(in);
        }
        if (type == CredentialType.X509.code()) {
            return X509Credential.CODEC.decode(in);
        }
        throw in.malformed("credential type " + type + " is not known");
    }
}
