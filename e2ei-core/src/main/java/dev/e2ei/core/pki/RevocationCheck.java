package dev.e2ei.core.pki;

import dev.e2ei.core.pki.RevocationFinding.State;
import dev.e2ei.core.x509.ParsedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the lists in force say about the certificates of a path, RFC 5280 section 6.3. Nothing is fetched here. */
public final class RevocationCheck {
    private final CrlRegistry registry;
    private final CrlSigners signers;
    private final Instant at;
    private final Duration skew;

    public RevocationCheck(CrlRegistry registry, CrlSigners signers, Instant at, Duration skew) {
        this.registry = registry;
        this.signers = signers;
        this.at = at;
        this.skew = skew;
    }

    /** The findings on all certificates of a path, leaf first; or on the leaf alone. */
    public List<RevocationFinding> findings(VerifiedPath path, boolean leafOnly) {
        List<RevocationFinding> findings = new ArrayList<>();
        int count = leafOnly ? 1 : path.certificates().size();
        for (int i = 0; i < count; i++) {
            findings.add(finding(path, i));
        }
        return List.copyOf(findings);
    }

    /** A list that counts, and what its signer's word is worth. */
    private record Answering(CrlInForce list, CrlSigners.Standing standing) {}

    private List<Answering> lists(VerifiedPath path, int index) {
        return registry.listsOf(path.certificates().get(index).issuer()).stream()
                .flatMap(list -> signers.standing(list.scope().signerKey(), path, index).stream()
                        .map(standing -> new Answering(list, standing)))
                .toList();
    }

    private RevocationFinding finding(VerifiedPath path, int index) {
        ParsedCertificate certificate = path.certificates().get(index);
        List<Answering> lists = lists(path, index);
        // The issuer's own signature says so: neither the age nor the scope of a list makes that undone.
        Optional<Listing> listed = lists.stream()
                .flatMap(answering -> listings(answering.list(), certificate))
                .min(Comparator.comparing(listing -> listing.start().since()));
        if (listed.isPresent()) {
            return RevocationFinding.revoked(
                    certificate, listed.get().list(), listed.get().start());
        }
        List<Instant> changes = lists.stream()
                .flatMap(answering -> answering.standing().changes().stream())
                .toList();
        // Lists answer together, each for its reasons; those that are due the latest are asked first.
        int covered = 0;
        for (CrlInForce list : clearing(lists)) {
            covered |= list.scope().reasonsCovered(certificate);
            if (covered == CrlScope.ALL_REASONS) {
                return RevocationFinding.notListed(certificate, list, overdue(list), changes);
            }
        }
        return RevocationFinding.unanswered(
                certificate, unanswered(certificate, lists, covered), path.issuerOf(index), changes);
    }

    private static List<CrlInForce> clearing(List<Answering> lists) {
        return lists.stream()
                .filter(answering -> answering.standing().clears())
                .map(Answering::list)
                .sorted(Comparator.comparing(CrlInForce::due).reversed())
                .toList();
    }

    /** What a list says of a certificate that it names. */
    private record Listing(CrlInForce list, RevocationStart start) {}

    private static Stream<Listing> listings(CrlInForce list, ParsedCertificate certificate) {
        return list.crl().entries(certificate.serialNumber()).stream()
                .map(entry ->
                        new Listing(list, RevocationStart.of(entry, list.crl().thisUpdate())));
    }

    /** How long a list has been overdue. One that does not say when the next is due is overdue at once. */
    private Duration overdue(CrlInForce list) {
        Instant due = list.due().plus(skew);
        Instant second = Instant.ofEpochSecond(at.getEpochSecond());
        return second.isAfter(due) ? Duration.between(due, second) : Duration.ZERO;
    }

    private State unanswered(ParsedCertificate certificate, List<Answering> lists, int covered) {
        if (covered != 0) {
            return State.SOME_REASONS;
        }
        if (registry.hasOwnListOf(certificate)) {
            return State.SIGNED_BY_ITSELF;
        }
        if (lists.isEmpty()) {
            return State.MISSING;
        }
        return clearing(lists).isEmpty() ? State.SIGNER_NOT_VALID : State.OTHER_SCOPE;
    }
}
