package dev.e2ei.core.schedule;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;

/** PreSharedKeyID, RFC 9420, section 8.4. Two ids with different nonces are different, though the key is the same. */
public sealed interface PreSharedKeyId {
    /** The wire form. */
    TlsCodec<PreSharedKeyId> CODEC = TlsCodec.of(
            (id, out) -> {
                if (id instanceof External external) {
                    out.u8(1);
                    out.bytes(external.pskId);
                } else {
                    Resumption resumption = (Resumption) id;
                    out.u8(2);
                    out.u8(resumption.usage.code());
                    out.bytes(resumption.groupId);
                    out.u64(resumption.epoch);
                }
                out.bytes(id.nonce());
            },
            PreSharedKeyId::read);

    /** {@return what makes each use of a key another one} */
    Bytes nonce();

    private static PreSharedKeyId read(TlsReader in) {
        int type = in.field("psktype").u8();
        if (type == 1) {
            return new External(
                    in.field("psk_id").bytes(), in.field("psk_nonce").bytes());
        }
        if (type != 2) {
            throw in.malformed("type " + type + " of pre-shared keys is not known");
        }
        int usage = in.field("usage").u8();
        return new Resumption(
                ResumptionUsage.ofCode(usage).orElseThrow(() -> in.malformed("usage " + usage + " is not known")),
                in.field("psk_group_id").bytes(),
                in.field("psk_epoch").u64(),
                in.field("psk_nonce").bytes());
    }

    /**
     * A key that the application brought.
     *
     * @param pskId its name
     * @param nonce of this use
     */
    record External(Bytes pskId, Bytes nonce) implements PreSharedKeyId {}

    /**
     * A key that an epoch of a group left behind.
     *
     * @param usage for what
     * @param groupId of which group
     * @param epoch of which epoch, a uint64
     * @param nonce of this use
     */
    record Resumption(ResumptionUsage usage, Bytes groupId, long epoch, Bytes nonce) implements PreSharedKeyId {}
}
