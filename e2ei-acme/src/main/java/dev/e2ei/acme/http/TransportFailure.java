package dev.e2ei.acme.http;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.TransportRequest;
import java.io.EOFException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;

/** What went wrong below, in the words of the transport's contract. */
final class TransportFailure {
    private static final int MAX_CAUSES = 16;

    private TransportFailure() {}

    static TransportException of(Throwable thrown, TransportRequest request) {
        Throwable failure = thrown;
        while ((failure instanceof ExecutionException || failure instanceof CompletionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof TransportException known) {
            // made on another thread: the caller's stack belongs into the trace
            return new TransportException(known.code(), known.getMessage(), known);
        }
        if (failure instanceof CancellationException) {
            return new TransportException(
                    ErrorCode.TRANSPORT_UNREACHABLE, "the transport was closed during " + request, failure);
        }
        if (isTls(failure)) {
            return new TransportException(ErrorCode.TRANSPORT_TLS, "TLS failed at " + request, failure);
        }
        return new TransportException(ErrorCode.TRANSPORT_UNREACHABLE, "no answer to " + request, failure);
    }

    static TransportException timeout(TransportRequest request) {
        return new TransportException(
                ErrorCode.TRANSPORT_TIMEOUT, "no whole answer within " + request.deadline() + " to " + request);
    }

    static TransportException interrupted(TransportRequest request) {
        return new TransportException(ErrorCode.INTERRUPTED, "interrupted during " + request);
    }

    /** A reset comes out of TLS as a TLS error too, but says nothing about the peer's identity. */
    private static boolean isTls(Throwable failure) {
        boolean tls = false;
        boolean broken = false;
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < MAX_CAUSES; cause = cause.getCause(), depth++) {
            if (cause instanceof CertificateException) {
                return true;
            }
            tls |= cause instanceof SSLException;
            broken |= cause instanceof EOFException || cause instanceof SocketException;
        }
        return tls && !broken;
    }
}
