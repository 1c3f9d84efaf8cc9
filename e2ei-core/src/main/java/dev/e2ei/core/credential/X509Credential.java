package dev.e2ei.core.credential;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.core.codec.TlsCodec;
import java.util.List;

/**
 * A certificate chain, RFC 9420, section 5.3. Whether it is one that can be believed is asked elsewhere.
 *
 * @param certificates each in DER, the leaf first; at least one
 */
public record X509Credential(List<Bytes> certificates) implements Credential {
    private static final TlsCodec<Bytes> CERTIFICATE =
            TlsCodec.of((certificate, out) -> out.bytes(certificate), in -> in.bytes());

    static final TlsCodec<X509Credential> CODEC =
            TlsCodec.of((credential, out) -> out.list(CERTIFICATE, credential.certificates), in -> {
                List<Bytes> certificates = in.field("certificates").list(CERTIFICATE);
                if (certificates.isEmpty()) {
                    throw in.malformed("a chain has at least one certificate");
                }
                return new X509Credential(certificates);
            });

    /** {@inheritDoc} */
    public X509Credential {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one certificate");
        }
    }

    @Override
    public CredentialType type() {
        return CredentialType.X509;
    }

    /** The number only: certificates name people. */
    @Override
    public String toString() {
        return "X509Credential[" + certificates.size() + " certificates]";
    }
}
