package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.trust.TrustAnchor;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The anchors that are trusted and the intermediates that are known, an immutable value. Intermediates are candidates for
 * paths and gain no trust by being here; what may be an anchor is for {@link TrustAnchorRule} to say, before it comes here.
 */
public final class TrustStore {
    private static final TrustStore EMPTY = new TrustStore(Map.of(), List.of());

    private final Map<Bytes, ParsedCertificate> anchors;
    private final List<ParsedCertificate> intermediates;
    private final Map<DistinguishedName, List<ParsedCertificate>> anchorsBySubject;
    private final Map<DistinguishedName, List<ParsedCertificate>> intermediatesBySubject;

    private TrustStore(Map<Bytes, ParsedCertificate> anchors, List<ParsedCertificate> intermediates) {
        this.anchors = anchors;
        this.intermediates = intermediates;
        this.anchorsBySubject = bySubject(anchors.values().stream());
        this.intermediatesBySubject = bySubject(intermediates.stream());
    }

    private static Map<DistinguishedName, List<ParsedCertificate>> bySubject(Stream<ParsedCertificate> certificates) {
        return certificates.collect(Collectors.groupingBy(ParsedCertificate::subject));
    }

    /** Nothing is trusted. */
    public static TrustStore empty() {
        return EMPTY;
    }

    /**
     * Adds an anchor; one that is there already stays where it is.
     *
     * @param fingerprint SHA-256 of its DER
     */
    public TrustStore withAnchor(ParsedCertificate root, Bytes fingerprint) {
        if (anchors.containsKey(fingerprint)) {
            return this;
        }
        Map<Bytes, ParsedCertificate> more = new LinkedHashMap<>(anchors);
        more.put(fingerprint, root);
        return new TrustStore(more, intermediates);
    }

    /** Removes an anchor, if it is there; intermediates stay. */
    public TrustStore withoutAnchor(Bytes fingerprint) {
        if (!anchors.containsKey(fingerprint)) {
            return this;
        }
        Map<Bytes, ParsedCertificate> fewer = new LinkedHashMap<>(anchors);
        fewer.remove(fingerprint);
        return new TrustStore(fewer, intermediates);
    }

    /** Adds an intermediate; one that is there already, or is an anchor, is not added again. */
    public TrustStore withIntermediate(ParsedCertificate intermediate) {
        if (intermediates.contains(intermediate) || anchors.containsValue(intermediate)) {
            return this;
        }
        List<ParsedCertificate> more = new ArrayList<>(intermediates);
        more.add(intermediate);
        return new TrustStore(anchors, List.copyOf(more));
    }

    public TrustStore withoutIntermediate(ParsedCertificate intermediate) {
        return new TrustStore(
                anchors,
                intermediates.stream()
                        .filter(known -> !known.equals(intermediate))
                        .toList());
    }

    public boolean hasAnchors() {
        return !anchors.isEmpty();
    }

    public boolean hasAnchor(Bytes fingerprint) {
        return anchors.containsKey(fingerprint);
    }

    /** The anchors as the API shows them, in the order of their registration. */
    public List<TrustAnchor> anchors() {
        return anchors.entrySet().stream()
                .map(entry -> anchor(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static TrustAnchor anchor(Bytes fingerprint, ParsedCertificate root) {
        return new TrustAnchor(
                root.encoded(),
                root.subject().toString(),
                fingerprint,
                root.validity().notBefore(),
                root.validity().notAfter());
    }

    /** The intermediates, in the order of their registration. */
    public List<ParsedCertificate> intermediates() {
        return intermediates;
    }

    /** Anchors with the given subject. */
    public List<ParsedCertificate> anchorsNamed(DistinguishedName subject) {
        return anchorsBySubject.getOrDefault(subject, List.of());
    }

    /** Intermediates with the given subject. */
    public List<ParsedCertificate> intermediatesNamed(DistinguishedName subject) {
        return intermediatesBySubject.getOrDefault(subject, List.of());
    }
}
