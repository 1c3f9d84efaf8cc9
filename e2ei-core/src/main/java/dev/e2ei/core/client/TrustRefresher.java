package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.trust.TrustSource;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Fetches roots, federation and due lists with no lock held, then registers them in one transaction, each by itself. */
final class TrustRefresher {
    private final ClientEnvironment environment;
    private final TrustRegistration registration;
    private final CrlRegistrations crls;
    private final Supplier<List<CertificateChain>> knownChains;

    TrustRefresher(
            ClientEnvironment environment,
            TrustRegistration registration,
            CrlRegistrations crls,
            Supplier<List<CertificateChain>> knownChains) {
        this.environment = environment;
        this.registration = registration;
        this.crls = crls;
        this.knownChains = knownChains;
    }

    Set<URI> due(TrustState trust) {
        return points(trust).due();
    }

    private DueDistributionPoints points(TrustState trust) {
        DueDistributionPoints points = new DueDistributionPoints(trust, environment.now());
        points.nameAll(knownChains.get());
        return points;
    }

    /** Talks to servers. */
    List<FetchedTrust> fetch(TrustSourceConfig config, TrustState trust) {
        TrustSource source = environment.trustSource(config);
        List<FetchedTrust> fetched = new ArrayList<>();
        if (config.rootsRegistered()) {
            fetched.add(FetchedTrust.fetch(Kind.ROOTS, source.rootsAddress(), source::roots));
        }
        FetchedTrust federation = FetchedTrust.fetch(Kind.FEDERATION, source.federationAddress(), source::federation);
        fetched.add(federation);
        DueDistributionPoints points = points(trust);
        federation.readable().forEach(points::name);
        for (URI point : points.due()) {
            fetched.add(FetchedTrust.fetch(Kind.CRL, point, () -> List.of(source.crl(point))));
        }
        return fetched;
    }

    TrustRefresh register(TransactionScope scope, List<FetchedTrust> fetched) {
        List<TrustOutcome> outcomes =
                fetched.stream().map(one -> register(scope, one)).toList();
        Optional<Instant> nextDue = scope.trust().crls().registered().stream()
                .map(RegisteredCrl::nextUpdate)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        return new TrustRefresh(outcomes, nextDue);
    }

    private TrustOutcome register(TransactionScope scope, FetchedTrust one) {
        if (one.failure().isPresent()) {
            return new TrustOutcome(one.kind(), one.address(), 0, Optional.empty(), one.failure());
        }
        return switch (one.kind()) {
            case ROOTS -> certificates(one, root -> registration.addAnchor(scope, root));
            case FEDERATION -> certificates(one, authority -> registerAuthority(scope, authority));
            case CRL -> list(scope, one);
        };
    }

    /** Roots of other domains may be among the authorities: they gain no trust, and their names need no path. */
    private boolean registerAuthority(TransactionScope scope, ParsedCertificate authority) {
        return !authority.subject().equals(authority.issuer()) && registration.addIntermediate(scope, authority);
    }

    /** One authority may vouch for another one that came before it: as long as one more passes, the rest is tried again. */
    private static TrustOutcome certificates(FetchedTrust fetched, Predicate<ParsedCertificate> register) {
        List<Bytes> left = new ArrayList<>(fetched.octets());
        int registered = 0;
        Optional<E2eiException> failure;
        boolean progress;
        do {
            progress = false;
            failure = Optional.empty();
            List<Bytes> refused = new ArrayList<>();
            for (Bytes certificate : left) {
                try {
                    boolean isNew = register.test(ParsedCertificate.parse(certificate));
                    registered += isNew ? 1 : 0;
                    progress |= isNew;
                } catch (E2eiException e) {
                    refused.add(certificate);
                    failure = failure.isPresent() ? failure : Optional.of(e);
                }
            }
            left = refused;
        } while (progress && !left.isEmpty());
        return new TrustOutcome(fetched.kind(), fetched.address(), registered, Optional.empty(), failure);
    }

    private TrustOutcome list(TransactionScope scope, FetchedTrust fetched) {
        try {
            CrlRegistration registered =
                    crls.register(scope, fetched.address(), fetched.octets().get(0));
            return new TrustOutcome(Kind.CRL, fetched.address(), 1, Optional.of(registered), Optional.empty());
        } catch (E2eiException e) {
            return new TrustOutcome(Kind.CRL, fetched.address(), 0, Optional.empty(), Optional.of(e));
        }
    }
}
