package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.core.x509.ParsedCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Registers in one transaction what was fetched, each by itself: what is refused keeps nothing else back. */
final class FetchedRegistration {
    private final TrustRegistration registration;
    private final CrlRegistrations crls;

    FetchedRegistration(TrustRegistration registration, CrlRegistrations crls) {
        this.registration = registration;
        this.crls = crls;
    }

    TrustRefresh register(TransactionScope scope, List<FetchedTrust> fetched, Instant now) {
        List<TrustOutcome> outcomes =
                fetched.stream().map(one -> register(scope, one)).toList();
        Optional<Instant> nextDue = scope.trust().crls().registered().stream()
                .map(RegisteredCrl::nextUpdate)
                .flatMap(Optional::stream)
                .filter(now::isBefore)
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
                    crls.register(scope, fetched.address(), fetched.octets().get(0), fetched::mayBeIssuedBy);
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
