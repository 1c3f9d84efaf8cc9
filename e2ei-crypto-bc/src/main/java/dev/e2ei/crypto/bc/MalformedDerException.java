package dev.e2ei.crypto.bc;

/** Octets are not the strict DER that was asked for. Never leaves this package. */
@SuppressWarnings("serial")
final class MalformedDerException extends Exception {
    MalformedDerException(String reason) {
        // Thrown for hostile octets in large numbers: nobody reads the trace.
        super(reason, null, false, false);
    }
}
