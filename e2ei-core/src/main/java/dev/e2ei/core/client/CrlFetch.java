package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.spi.trust.CrlDownload;
import dev.e2ei.spi.trust.CrlValidators;
import dev.e2ei.spi.trust.TrustSource;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Fetches the lists of one refresh, several at a time; all of them are in memory until they are registered. */
final class CrlFetch {
    private static final long MAX_TOGETHER = 256L << 20;

    private final TrustSource source;
    private final KnownValidators validators;
    private final Optional<URI> proxy;
    private final CrlRegistry inForce;
    private final AtomicLong left = new AtomicLong(MAX_TOGETHER);

    CrlFetch(TrustSource source, KnownValidators validators, Optional<URI> proxy, CrlRegistry inForce) {
        this.source = source;
        this.validators = validators;
        this.proxy = proxy;
        this.inForce = inForce;
    }

    FetchedTrust fetch(URI point) {
        return FetchedTrust.fetch(Kind.CRL, point, () -> download(point));
    }

    private FetchedTrust download(URI point) {
        Optional<KnownValidators.Known> known = validators.of(point, proxy, inForce);
        CrlDownload download = source.crl(point, known.map(KnownValidators.Known::validators));
        if (download.crl().isPresent()) {
            return list(point, download.crl().get(), download.validators());
        }
        return FetchedTrust.unchanged(
                point,
                known.orElseThrow(() -> new PkiException(
                                ErrorCode.TRUST_SOURCE_REFUSED, "a list that nobody knew is said to be unchanged"))
                        .list());
    }

    private FetchedTrust list(URI point, Bytes list, Optional<CrlValidators> said) {
        if (left.addAndGet(-list.size()) < 0) {
            throw new TransportException(
                    ErrorCode.TRANSPORT_TOO_LARGE,
                    "all lists of one refresh together have at most " + MAX_TOGETHER + " octets");
        }
        return FetchedTrust.of(Kind.CRL, point, List.of(list), said);
    }
}
