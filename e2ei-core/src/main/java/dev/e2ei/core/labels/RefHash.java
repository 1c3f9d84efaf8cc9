package dev.e2ei.core.labels;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import java.nio.charset.StandardCharsets;

/** Hash-based identifiers of key packages and proposals, RFC 9420, section 5.2. */
final class RefHash {
    static final String KEY_PACKAGE = "MLS 1.0 KeyPackage Reference";
    static final String PROPOSAL = "MLS 1.0 Proposal Reference";

    private final CiphersuiteCrypto crypto;

    RefHash(CiphersuiteCrypto crypto) {
        this.crypto = crypto;
    }

    Bytes of(String label, byte[] value) {
        try (TlsWriter out = new TlsWriter(16 + label.length() + value.length)) {
            out.vector(label.getBytes(StandardCharsets.UTF_8));
            out.vector(value);
            return Bytes.of(crypto.hash(out.toOctets()));
        }
    }
}
