package dev.e2ei.acme.flow;

import java.util.Optional;

/** How far an enrollment has come. A state holds what the next step needs, and has only that step's methods. */
sealed interface EnrollmentState
        permits AwaitingDirectory,
                AwaitingAccount,
                AwaitingOrder,
                Authorizing,
                AwaitingReady,
                AwaitingFinalization,
                AwaitingCertificate,
                Issued {

    /** The call by which a caller of single steps leaves this state. */
    String nextCall();

    /** The order that is still open; it has an end. */
    default Optional<OrderReference> openOrder() {
        return Optional.empty();
    }
}
