package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a revocation list's row. */
final class StoredCrlCodec implements RowCodec<StoredCrl> {
    @Override
    public void write(StoredCrl value, RowWriter out) {
        out.u32(value.distributionPoints().size());
        value.distributionPoints().forEach(point -> out.text(point.toString()));
        out.octets(value.octets().toByteArray());
        out.octets(value.signerKey().toByteArray());
        out.octets(value.highestNumber().map(BigInteger::toByteArray).orElse(new byte[0]));
        out.instant(value.latestUpdate());
    }

    @Override
    public StoredCrl read(RowReader in) {
        int size = in.u32();
        List<URI> points = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            points.add(uri(in.text()));
        }
        Bytes octets = Bytes.of(in.octets());
        Bytes signerKey = Bytes.of(in.octets());
        byte[] number = in.octets();
        return new StoredCrl(
                points,
                octets,
                signerKey,
                number.length == 0 ? Optional.empty() : Optional.of(new BigInteger(number)),
                in.instant());
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw RowReader.corrupt();
        }
    }
}
