package dev.e2ei.core.pki;

import dev.e2ei.core.x509.ParsedCertificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A path whose signatures and constraints hold up to a trust anchor. Time and revocation are findings on it: see
 * {@link ValidityCheck} and {@link RevocationCheck}. Only {@link PathBuilder} makes one.
 */
public final class VerifiedPath {
    private final List<ParsedCertificate> certificates;
    private final ParsedCertificate anchor;

    VerifiedPath(List<ParsedCertificate> certificates, ParsedCertificate anchor) {
        this.certificates = List.copyOf(certificates);
        this.anchor = anchor;
    }

    public ParsedCertificate leaf() {
        return certificates.get(0);
    }

    /** Leaf first, each issued by the next; without the anchor. */
    public List<ParsedCertificate> certificates() {
        return certificates;
    }

    public ParsedCertificate anchor() {
        return anchor;
    }

    /** The issuer of the certificate at the given place. */
    public ParsedCertificate issuerOf(int index) {
        return index + 1 < certificates.size() ? certificates.get(index + 1) : anchor;
    }

    /** Leaf first, anchor last. */
    public List<ParsedCertificate> withAnchor() {
        List<ParsedCertificate> all = new ArrayList<>(certificates);
        all.add(anchor);
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return "VerifiedPath" + withAnchor();
    }
}
