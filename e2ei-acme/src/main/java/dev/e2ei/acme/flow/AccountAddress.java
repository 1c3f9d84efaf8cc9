package dev.e2ei.acme.flow;

import dev.e2ei.acme.model.Directory;
import java.net.URI;
import java.util.Optional;

/** An account and the server that has it: what a request needs that belongs to no single step. */
record AccountAddress(Directory directory, URI account) {
    /** The account of a state, once there is one. */
    static Optional<AccountAddress> of(EnrollmentState state) {
        if (state instanceof AwaitingOrder at) {
            return of(at.directory(), at.account());
        } else if (state instanceof Authorizing at) {
            return of(at.directory(), at.account());
        } else if (state instanceof AwaitingReady at) {
            return of(at.directory(), at.account());
        } else if (state instanceof AwaitingFinalization at) {
            return of(at.directory(), at.account());
        } else if (state instanceof AwaitingCertificate at) {
            return of(at.directory(), at.account());
        } else if (state instanceof Issued at) {
            return of(at.directory(), at.account());
        }
        return Optional.empty();
    }

    private static Optional<AccountAddress> of(Directory directory, URI account) {
        return Optional.of(new AccountAddress(directory, account));
    }
}
