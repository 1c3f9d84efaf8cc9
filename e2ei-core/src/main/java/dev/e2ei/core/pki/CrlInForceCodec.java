package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.x509.ParsedCrl;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a revocation list's row: the list as received, whose key it verifies under, and its floor. */
final class CrlInForceCodec implements RowCodec<CrlInForce> {
    @Override
    public void write(CrlInForce value, RowWriter out) {
        out.u32(value.distributionPoints().size());
        value.distributionPoints().forEach(point -> out.text(point.toString()));
        value.crl().write(out::octets);
        out.octets(value.scope().signerKey().toByteArray());
        CrlFloor floor = value.floor();
        out.octets(floor.highestNumber().map(BigInteger::toByteArray).orElse(new byte[0]));
        out.instant(floor.latestUpdate());
    }

    @Override
    public CrlInForce read(RowReader in) {
        int size = in.u32();
        List<URI> points = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            points.add(uri(in.text()));
        }
        ParsedCrl crl = ParsedCrl.take(in.octets());
        Bytes signerKey = Bytes.of(in.octets());
        byte[] number = in.octets();
        CrlFloor floor =
                new CrlFloor(number.length == 0 ? Optional.empty() : Optional.of(new BigInteger(number)), in.instant());
        return new CrlInForce(crl, CrlScope.of(crl, signerKey), points, floor);
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw RowReader.corrupt();
        }
    }
}
