package dev.e2ei.tests.vectors;

import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.codec.VarInt;

/** {@code deserialization}: the length before a vector. */
final class DeserializationVectors implements VectorKind {
    @Override
    public String name() {
        return "deserialization";
    }

    @Override
    public void verify(VectorCase vector) {
        int length = vector.index("length");
        TlsReader in = new TlsReader(vector.octets("vlbytes_header"), DecodeLimits.MESSAGE);
        VectorCase.same("length", length, VarInt.read(in));
        in.end();
        try (TlsWriter out = new TlsWriter()) {
            VarInt.write(length, out);
            VectorCase.sameOctets("header", vector.bytes("vlbytes_header"), out.toOctets());
        }
    }
}
