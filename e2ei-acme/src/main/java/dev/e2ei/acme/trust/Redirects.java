package dev.e2ei.acme.trust;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where an answer may send a download on to (RFC 9110, section 15.4): never from https to http. A server that the host
 * chose may not choose private addresses itself, so the policy of the first address does not go over to another origin.
 */
final class Redirects {
    /** More than any list in the wild takes; a cycle ends here. */
    static final int MOST = 5;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private final Optional<AddressPolicy> elsewhere;

    private Redirects(Optional<AddressPolicy> elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** For what is trusted because of the server that it comes from. */
    static Redirects withinOrigin() {
        return new Redirects(Optional.empty());
    }

    /** For what carries its own signature: to other origins too, with the given policy. */
    static Redirects anywhere(AddressPolicy addresses) {
        return new Redirects(Optional.of(addresses));
    }

    static boolean isOne(TransportResponse answer) {
        return STATUSES.contains(answer.status());
    }

    Hop next(String what, Hop from, TransportResponse answer) {
        URI target = target(what, from.address(), answer.all("Location"));
        if (!WebAddress.isOne(target) || target.toString().length() > WebAddress.MAX_LENGTH) {
            throw refused(
                    what,
                    "a redirect leads to what is no http or https address of at most " + WebAddress.MAX_LENGTH
                            + " characters");
        }
        if (WebAddress.isHttps(from.address()) && !WebAddress.isHttps(target)) {
            throw refused(what, "a redirect leads from https to http");
        }
        if (WebAddress.sameOrigin(from.address(), target)) {
            return new Hop(target, from.addresses());
        }
        return new Hop(
                target, elsewhere.orElseThrow(() -> refused(what, "a redirect leads to another origin than asked")));
    }

    private static URI target(String what, URI from, List<String> locations) {
        if (locations.size() != 1) {
            throw Download.refused(what + ": a redirect has " + locations.size() + " addresses instead of one");
        }
        try {
            // To an address without path the JDK would append the reference without the slash between them.
            URI base = from.getRawPath().isEmpty() ? from.resolve("/") : from;
            return new URI(base.resolve(new URI(locations.get(0))).toString());
        } catch (URISyntaxException malformed) {
            throw Download.refused(what + ": a redirect has an address that is none");
        }
    }

    private static TransportException refused(String what, String rule) {
        return new TransportException(ErrorCode.TRANSPORT_ADDRESS_REFUSED, what + ": " + rule);
    }
}
