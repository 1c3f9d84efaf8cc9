package dev.e2ei.core.client;

import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.spi.trust.CrlValidators;
import dev.e2ei.spi.trust.TrustSource;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Fetches roots, federation and due lists with no lock held. */
final class TrustRefresher {
    private final ClientEnvironment environment;
    private final FetchedRegistration registration;
    private final Supplier<List<MemberCredential>> knownDevices;
    private final KnownValidators validators = new KnownValidators();

    TrustRefresher(
            ClientEnvironment environment,
            TrustRegistration registration,
            CrlRegistrations crls,
            Supplier<List<MemberCredential>> knownDevices) {
        this.environment = environment;
        this.registration = new FetchedRegistration(registration, crls);
        this.knownDevices = knownDevices;
    }

    Set<URI> due(TrustState trust) {
        return points(trust, List.of()).due();
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
            DueDistributionPoints points = points(trust, fetched);
            for (URI point : wanted(config, trust, points)) {
                started.add(downloads.start(Kind.CRL, point, () -> lists.fetch(point)));
            }
            started.stream()
                    .map(downloads::await)
                    .map(list -> list.by(points.issuers(list.address())))
                    .forEach(fetched::add);
            return fetched;
        }
    }

    /** What is named, strangers' points last. */
    private DueDistributionPoints points(TrustState trust, List<FetchedTrust> certificates) {
        Instant now = environment.now();
        Map<Boolean, List<MemberCredential>> vouched = knownDevices.get().stream()
                .collect(Collectors.partitioningBy(device -> isVouchedFor(device, trust, now)));
        DueDistributionPoints points = new DueDistributionPoints(trust, now);
        points.nameAll(chains(vouched.get(true)));
        certificates.stream()
                .filter(fetched -> fetched.kind() == Kind.FEDERATION)
                .flatMap(fetched -> fetched.readable().stream())
                .forEach(points::name);
        points.nameRest(chains(vouched.get(false)));
        return points;
    }

    /**
     * Those first whose lists were registered before, those last that are named by nobody whom an anchor vouches for: a
     * stranger cannot put slow hosts of hers before the others.
     */
    private static List<URI> wanted(TrustSourceConfig config, TrustState trust, DueDistributionPoints points) {
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
        return registration.register(scope, fetched, environment.now());
    }
}
