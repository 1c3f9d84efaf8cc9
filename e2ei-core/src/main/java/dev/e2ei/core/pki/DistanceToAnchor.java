package dev.e2ei.core.pki;

import dev.e2ei.core.x509.ParsedCertificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far it is from certificates to an anchor, by names alone. Authorities that certify each other make more walks than can
 * be taken: where none of them ends at an anchor none is begun, and else those that end soon come first. No certificate is
 * looked at twice.
 */
final class DistanceToAnchor {
    /** No anchor is above. */
    static final int UNREACHABLE = Integer.MAX_VALUE;

    private final IssuerCandidates candidates;
    private final Map<ParsedCertificate, Integer> known = new HashMap<>();

    DistanceToAnchor(IssuerCandidates candidates) {
        this.candidates = candidates;
    }

    /** How many intermediates are at least between the certificate and an anchor. */
    int of(ParsedCertificate certificate) {
        Integer answer = known.get(certificate);
        return answer == null ? explore(certificate) : answer;
    }

    private int explore(ParsedCertificate start) {
        if (!candidates.anchorsFor(start).isEmpty()) {
            known.put(start, 0);
            return 0;
        }
        Map<ParsedCertificate, List<ParsedCertificate>> issued = new HashMap<>();
        Deque<ParsedCertificate> reached = new ArrayDeque<>();
        for (ParsedCertificate certificate : allAbove(start, issued)) {
            boolean anchored = !candidates.anchorsFor(certificate).isEmpty();
            known.put(certificate, anchored ? 0 : UNREACHABLE);
            if (anchored) {
                reached.add(certificate);
            }
        }
        while (!reached.isEmpty()) {
            ParsedCertificate issuer = reached.remove();
            int next = known.get(issuer) + 1;
            for (ParsedCertificate certificate : issued.getOrDefault(issuer, List.of())) {
                if (known.get(certificate) == UNREACHABLE) {
                    known.put(certificate, next);
                    reached.add(certificate);
                }
            }
        }
        return known.get(start);
    }

    /** All above the start, and which of them may have issued which. */
    private Set<ParsedCertificate> allAbove(
            ParsedCertificate start, Map<ParsedCertificate, List<ParsedCertificate>> issued) {
        Set<ParsedCertificate> seen = new LinkedHashSet<>(Set.of(start));
        Deque<ParsedCertificate> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            ParsedCertificate certificate = open.remove();
            for (ParsedCertificate issuer : candidates.intermediatesFor(certificate)) {
                issued.computeIfAbsent(issuer, key -> new ArrayList<>()).add(certificate);
                if (seen.add(issuer)) {
                    open.add(issuer);
                }
            }
        }
        return seen;
    }
}
