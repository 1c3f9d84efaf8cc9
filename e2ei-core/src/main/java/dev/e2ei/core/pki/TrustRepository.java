package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.trust.TrustAnchor;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.x509.ParsedCertificate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client trusts, as rows: a row for each anchor, intermediate and revocation list, and one with a mark that every
 * change renews. What is read was checked before it was written, and is not checked again.
 */
public final class TrustRepository {
    /** All keyspaces of trust. */
    public static final List<String> KEYSPACES = List.of("trust-anchor", "intermediate", "crl", "trust");

    private static final byte[] MARK = "mark".getBytes(StandardCharsets.US_ASCII);

    private final CertificateRepository anchors = new CertificateRepository("trust-anchor");
    private final CertificateRepository intermediates = new CertificateRepository("intermediate");
    private final Repository<Integer, CrlInForce> crls = new Repository<>(
            "crl", place -> List.of(place.toString().getBytes(StandardCharsets.US_ASCII)), new CrlInForceCodec());
    private final Repository<byte[], Bytes> marks = new Repository<>("trust", List::of, new RowCodec<>() {
        @Override
        public void write(Bytes value, RowWriter out) {
            out.octets(value.toByteArray());
        }

        @Override
        public Bytes read(RowReader in) {
            return Bytes.of(in.octets());
        }
    });

    /** For all stores. */
    public TrustRepository() {}

    /** The mark of the last change; empty before the first. */
    public Bytes mark(Rows rows) {
        return marks.find(rows, MARK).orElse(Bytes.EMPTY);
    }

    /** What is trusted. */
    public TrustState load(Rows rows) {
        try {
            TrustStore store = TrustStore.empty();
            for (Map.Entry<Bytes, Bytes> anchor : anchors.all(rows).entrySet()) {
                store = store.withAnchor(ParsedCertificate.parse(anchor.getValue()), anchor.getKey());
            }
            for (Bytes der : intermediates.all(rows).values()) {
                store = store.withIntermediate(ParsedCertificate.parse(der));
            }
            return new TrustState(store, CrlRegistry.of(storedCrls(rows)));
        } catch (PkiException e) {
            throw RowReader.corrupt();
        }
    }

    private List<CrlInForce> storedCrls(Rows rows) {
        List<CrlInForce> stored = new ArrayList<>();
        Optional<CrlInForce> next = crls.find(rows, 0);
        while (next.isPresent()) {
            stored.add(next.get());
            next = crls.find(rows, stored.size());
        }
        return stored;
    }

    /** Writes what differs, and a new mark. */
    public void save(Rows rows, Bytes mark, TrustState before, TrustState after) {
        Map<Bytes, Bytes> roots = new LinkedHashMap<>();
        for (TrustAnchor anchor : after.store().anchors()) {
            roots.put(anchor.fingerprint(), anchor.certificate());
        }
        anchors.replace(rows, roots);
        Map<Bytes, Bytes> known = new LinkedHashMap<>();
        after.store().intermediates().forEach(one -> known.put(one.encoded(), one.encoded()));
        intermediates.replace(rows, known);
        List<CrlInForce> old = before.crls().lists();
        List<CrlInForce> lists = after.crls().lists();
        for (int place = 0; place < lists.size(); place++) {
            if (place >= old.size() || !lists.get(place).equals(old.get(place))) {
                crls.save(rows, place, lists.get(place));
            }
        }
        for (int place = lists.size(); place < old.size(); place++) {
            crls.delete(rows, place);
        }
        marks.save(rows, MARK, mark);
    }
}
