package dev.e2ei.acme.trust;

import dev.e2ei.acme.http.Deadline;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.trust.DownloadRule;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * GETs that bring a whole body or end in an error. Every hop is checked like the first, and all hops share one deadline,
 * which lies within that of all downloads.
 */
final class Download {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final AcmeTransport transport;
    private final DownloadRule rule;
    private final ElapsedTime time;
    private final Deadline all;

    Download(AcmeTransport transport, DownloadRule rule, ElapsedTime time, Duration all) {
        this.transport = transport;
        this.rule = rule;
        this.time = time;
        this.all = Deadline.in(all, time);
    }

    /**
     * Asks, and follows where the answer sends it on.
     *
     * @param what what is asked for, for messages
     * @param headers what is to be said beside the usual
     * @return an answer that is neither a redirect nor packed; its status is not looked at further
     */
    TransportResponse get(String what, Hop first, Redirects redirects, int maxBody, Map<String, String> headers) {
        Deadline deadline = Deadline.in(min(LONGEST, all.remaining()), time);
        Map<String, String> sent = new TreeMap<>(headers);
        sent.put("Accept-Encoding", "identity");
        Hop hop = first;
        for (int redirected = 0; redirected <= Redirects.MOST; redirected++) {
            TransportResponse answer = exchange(what, hop, maxBody, sent, deadline);
            if (!Redirects.isOne(answer)) {
                requirePlain(what, answer);
                return answer;
            }
            hop = redirects.next(what, hop, answer);
        }
        throw refused(what + ": more than " + Redirects.MOST + " redirects");
    }

    private TransportResponse exchange(
            String what, Hop hop, int maxBody, Map<String, String> headers, Deadline deadline) {
        if (!rule.allows(WebAddress.lowerCase(hop.address()))) {
            throw new TransportException(
                    ErrorCode.TRANSPORT_ADDRESS_REFUSED, what + ": the host's rule does not allow the address");
        }
        Duration left = deadline.remaining();
        if (left.isZero()) {
            throw new TransportException(ErrorCode.TRANSPORT_TIMEOUT, what + ": no time is left to ask");
        }
        return transport.exchange(
                new TransportRequest("GET", hop.address(), headers, Bytes.EMPTY, left, maxBody, hop.addresses()));
    }

    /** Nothing is unpacked here: what is small on the wire must not become large in memory. */
    private static void requirePlain(String what, TransportResponse answer) {
        if (!answer.all("Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
            throw refused(what + ": the answer is packed, although it was asked for as it is");
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Of an answer that brings nothing: whether it is worth another try is in the code. */
    static RuntimeException failed(String what, TransportResponse answer) {
        String message = what + ": the server answered " + answer.status();
        return answer.status() >= SERVER_ERRORS || answer.status() == TOO_MANY_REQUESTS
                ? new TransportException(ErrorCode.TRANSPORT_UNREACHABLE, message)
                : refused(message);
    }

    static PkiException refused(String message) {
        return new PkiException(ErrorCode.TRUST_SOURCE_REFUSED, message);
    }
}
