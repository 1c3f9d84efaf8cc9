package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;

/**
 * SenderData, RFC 9420, section 6.3.2.
 *
 * @param leafIndex whose message it is, a uint32
 * @param generation which of the sender's, a uint32
 * @param reuseGuard four random octets, in case a generation is used twice
 */
public record SenderData(int leafIndex, int generation, Bytes reuseGuard) {
    static final int GUARD_LENGTH = 4;

    /** The wire form. */
    public static final TlsCodec<SenderData> CODEC = TlsCodec.of(
            (data, out) -> {
                out.u32(data.leafIndex);
                out.u32(data.generation);
                out.octets(data.reuseGuard.toByteArray());
            },
            in -> new SenderData(
                    in.field("leaf_index").u32(),
                    in.field("generation").u32(),
                    Bytes.of(in.field("reuse_guard").octets(GUARD_LENGTH))));

    /** {@inheritDoc} */
    public SenderData {
        if (reuseGuard.size() != GUARD_LENGTH) {
            throw new IllegalArgumentException("a reuse guard has four octets");
        }
    }

    /** The nonce of this message alone, RFC 9420, section 6.3.1. */
    byte[] guarded(byte[] nonce) {
        byte[] guarded = nonce.clone();
        for (int i = 0; i < GUARD_LENGTH; i++) {
            guarded[i] ^= reuseGuard.at(i);
        }
        return guarded;
    }
}
