package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.AcmeJws;
import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.model.Directory;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.IssuedCertificate;
import java.net.URI;

/** The certificate has been issued and can be downloaded. */
record AwaitingCertificate(Directory directory, URI account, URI certificate) implements EnrollmentState {
    private static final byte[] POST_AS_GET = new byte[0];

    /** Asks for the chain, section 7.4.2. */
    byte[] request(JwsSigner signer, String nonce) {
        return AcmeJws.withKeyId(signer, account, nonce, certificate, POST_AS_GET);
    }

    /** Takes a chain that has passed the engine's checks. */
    Issued accept(IssuedCertificate checked) {
        return new Issued(directory, account, Bytes.ofUtf8(checked.chain().toPem()));
    }

    @Override
    public String nextCall() {
        return "certificateResponse";
    }
}
