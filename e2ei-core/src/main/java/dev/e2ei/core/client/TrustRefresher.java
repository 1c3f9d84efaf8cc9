package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.trust.CrlValidators;
import dev.e2ei.spi.trust.TrustSource;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Fetches roots, federation and due lists with no lock held, then registers them in one transaction, each by itself. */
final class TrustRefresher {
    private final ClientEnvironment environment;
    private final TrustRegistration registration;
    private final CrlRegistrations crls;
    private final Supplier<List<MemberCredential>> knownDevices;
    private final KnownValidators validators = new KnownValidators();

    TrustRefresher(
            ClientEnvironment environment,
            TrustRegistration registration,
            CrlRegistrations crls,
            Supplier<List<MemberCredential>> knownDevices) {
        this.environment = environment;
        this.registration = registration;
        this.crls = crls;
        this.knownDevices = knownDevices;
    }

    Set<URI> due(TrustState trust) {
        DueDistributionPoints points = new DueDistributionPoints(trust, environment.now());
        points.nameAll(chains(knownDevices.get()));
        return points.due();
    }

    /** Talks to servers: certificates first, since they may name lists. */
    List<FetchedTrust> fetch(TrustSourceConfig config, TrustState trust) {
        TrustSource source = environment.trustSource(config);
        try (TrustDownloads downloads = new TrustDownloads(config.deadline(), environment.elapsedTime())) {
            List<TrustDownloads.Pending> certificates = new ArrayList<>();
            if (config.rootsRegistered()) {
                URI roots = source.rootsAddress();
                certificates.add(downloads.start(
                        Kind.ROOTS, roots, () -> FetchedTrust.certificates(Kind.ROOTS, roots, source::roots)));
            }
            URI federation = source.federationAddress();
            certificates.add(downloads.start(
                    Kind.FEDERATION,
                    federation,
                    () -> FetchedTrust.certificates(Kind.FEDERATION, federation, source::federation)));
            List<FetchedTrust> fetched =
                    new ArrayList<>(certificates.stream().map(downloads::await).toList());
            CrlFetch lists = new CrlFetch(source, validators, config.crlProxy(), trust.crls());
            List<TrustDownloads.Pending> started = new ArrayList<>();
            for (URI point : wanted(config, trust, fetched)) {
                started.add(downloads.start(Kind.CRL, point, () -> lists.fetch(point)));
            }
            started.stream().map(downloads::await).forEach(fetched::add);
            return fetched;
        }
    }

    /**
     * Those first whose lists were registered before, those last that are named by nobody whom an anchor vouches for: a
     * stranger cannot put slow hosts of hers before the others.
     */
    private List<URI> wanted(TrustSourceConfig config, TrustState trust, List<FetchedTrust> certificates) {
        Instant now = environment.now();
        Map<Boolean, List<MemberCredential>> vouched = knownDevices.get().stream()
                .collect(Collectors.partitioningBy(device -> isVouchedFor(device, trust, now)));
        DueDistributionPoints points = new DueDistributionPoints(trust, now);
        points.nameAll(chains(vouched.get(true)));
        certificates.stream()
                .filter(fetched -> fetched.kind() == Kind.FEDERATION)
                .flatMap(fetched -> fetched.readable().stream())
                .forEach(points::name);
        points.nameAll(chains(vouched.get(false)));
        List<URI> wanted = new ArrayList<>(config.allCrlsFetched() ? points.all() : points.due());
        wanted.sort(Comparator.comparing(point -> !trust.crls().knows(point)));
        return wanted;
    }

    private boolean isVouchedFor(MemberCredential device, TrustState trust, Instant now) {
        return device.chain().isPresent()
                && environment
                        .verdicts()
                        .judge(device.chain().get(), device.signatureKey(), trust, now)
                        .verdict()
                        .identity()
                        .isPresent();
    }

    private static List<CertificateChain> chains(List<MemberCredential> devices) {
        return devices.stream().flatMap(device -> device.chain().stream()).toList();
    }

    /** To be run once the registration is committed. */
    Runnable remembering(
            TrustSourceConfig config, List<FetchedTrust> fetched, TrustRefresh refreshed, CrlRegistry crls) {
        Map<URI, KnownValidators.Known> known = new LinkedHashMap<>();
        for (int i = 0; i < fetched.size(); i++) {
            FetchedTrust one = fetched.get(i);
            if (one.validators().isPresent()
                    && refreshed.outcomes().get(i).crl().isPresent()) {
                CrlValidators said = one.validators().get();
                KnownValidators.only(crls, one.address())
                        .ifPresent(list -> known.put(one.address(), new KnownValidators.Known(said, list)));
            }
        }
        return () -> known.forEach((point, one) -> validators.remember(point, config.crlProxy(), one));
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
            return outcome(one, 0, one.failure());
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
        return outcome(fetched, registered, failure);
    }

    private TrustOutcome list(TransactionScope scope, FetchedTrust fetched) {
        if (fetched.unchanged().isPresent()) {
            return unchanged(scope, fetched, fetched.unchanged().get());
        }
        try {
            CrlRegistration registered =
                    crls.register(scope, fetched.address(), fetched.octets().get(0));
            return new TrustOutcome(Kind.CRL, fetched.address(), 1, false, Optional.of(registered), Optional.empty());
        } catch (E2eiException e) {
            return outcome(fetched, 0, Optional.of(e));
        }
    }

    /** The list may have been replaced while the server was asked. */
    private static TrustOutcome unchanged(TransactionScope scope, FetchedTrust fetched, RegisteredCrl list) {
        if (!scope.trust().crls().registered().contains(list)) {
            return outcome(
                    fetched,
                    0,
                    Optional.of(new PkiException(
                            ErrorCode.TRUST_SOURCE_REFUSED, "the list that is said to be unchanged is not in force")));
        }
        return new TrustOutcome(Kind.CRL, fetched.address(), 0, true, Optional.empty(), Optional.empty());
    }

    private static TrustOutcome outcome(FetchedTrust fetched, int registered, Optional<E2eiException> failure) {
        return new TrustOutcome(fetched.kind(), fetched.address(), registered, false, Optional.empty(), failure);
    }
}
