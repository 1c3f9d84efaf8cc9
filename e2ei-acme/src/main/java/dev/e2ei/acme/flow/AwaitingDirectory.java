package dev.e2ei.acme.flow;

import dev.e2ei.acme.model.Directory;
import dev.e2ei.api.enrollment.EnrollmentStep;
import java.net.URI;
import java.util.Optional;

/** Nothing has been asked yet. */
record AwaitingDirectory() implements EnrollmentState {
    /** Takes the directory, RFC 8555, section 7.1.1; all its addresses have to be of the origin that was asked. */
    AwaitingAccount accept(byte[] body, Optional<URI> asked) {
        return new AwaitingAccount(
                Answer.read(EnrollmentStep.DIRECTORY, body, object -> Directory.parse(object, asked)));
    }

    @Override
    public String nextCall() {
        return "directoryResponse";
    }
}
