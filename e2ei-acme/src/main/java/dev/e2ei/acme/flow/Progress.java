package dev.e2ei.acme.flow;

import dev.e2ei.api.enrollment.IssuedCertificate;
import java.util.Optional;

/** Where an enrollment is: the one thing in it that changes. A refused answer leaves it as it was. */
final class Progress {
    private EnrollmentState state;
    private final NoncePool nonces;
    private Optional<IssuedCertificate> certificate = Optional.empty();

    Progress(EnrollmentState state, Optional<String> nonce) {
        this.state = state;
        nonces = new NoncePool(nonce);
    }

    EnrollmentState state() {
        return state;
    }

    void reached(EnrollmentState next) {
        state = next;
    }

    void issued(Issued next, IssuedCertificate checked) {
        state = next;
        certificate = Optional.of(checked);
    }

    Optional<IssuedCertificate> certificate() {
        return certificate;
    }

    NoncePool nonces() {
        return nonces;
    }
}
