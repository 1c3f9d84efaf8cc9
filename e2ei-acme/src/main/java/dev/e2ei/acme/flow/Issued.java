package dev.e2ei.acme.flow;

import dev.e2ei.acme.model.Directory;
import dev.e2ei.api.Bytes;
import java.net.URI;

/**
 * The chain is here. The account lives on, for a revocation.
 *
 * @param pem the checked chain, leaf first
 */
record Issued(Directory directory, URI account, Bytes pem) implements EnrollmentState {
    @Override
    public String nextCall() {
        return "nothing: the certificate has been issued";
    }
}
