package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Certificates in an order of their own, found by the octets that they are known by. */
final class CertificateRepository {
    private final Repository<Bytes, Entry> entries;

    /**
     * A certificate at its place.
     *
     * @param place its place in the order
     * @param id the octets that it is known by
     * @param der the certificate
     */
    private record Entry(int place, Bytes id, Bytes der) {}

    CertificateRepository(String keyspace) {
        entries = new Repository<>(keyspace, id -> List.of(id.toByteArray()), new RowCodec<>() {
            @Override
            public void write(Entry value, RowWriter out) {
                out.u32(value.place);
                out.octets(value.id.toByteArray());
                out.octets(value.der.toByteArray());
            }

            @Override
            public Entry read(RowReader in) {
                return new Entry(in.u32(), Bytes.of(in.octets()), Bytes.of(in.octets()));
            }
        });
    }

    /** All certificates by their ids, in order. */
    Map<Bytes, Bytes> all(Rows rows) {
        Map<Bytes, Bytes> ordered = new LinkedHashMap<>();
        entries.all(rows).stream()
                .sorted(Comparator.comparingInt(Entry::place))
                .forEach(entry -> ordered.put(entry.id, entry.der));
        return ordered;
    }

    /** Makes the given certificates the stored ones; rows that do not change are not written. */
    void replace(Rows rows, Map<Bytes, Bytes> wanted) {
        Map<Bytes, Entry> stored = new LinkedHashMap<>();
        entries.all(rows).forEach(entry -> stored.put(entry.id, entry));
        int place = 0;
        for (Map.Entry<Bytes, Bytes> certificate : wanted.entrySet()) {
            Entry entry = new Entry(place++, certificate.getKey(), certificate.getValue());
            if (!entry.equals(stored.remove(entry.id))) {
                entries.save(rows, entry.id, entry);
            }
        }
        stored.keySet().forEach(id -> entries.delete(rows, id));
    }
}
