package dev.e2ei.core.schedule;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.labels.LabeledCrypto;

/** The running hash of a group's commits, RFC 9420, section 8.2. */
public final class TranscriptHash {
    private final LabeledCrypto crypto;

    /**
     * For one suite.
     *
     * @param crypto the group's suite
     */
    public TranscriptHash(LabeledCrypto crypto) {
        this.crypto = crypto;
    }

    /**
     * With a commit, before its confirmation tag.
     *
     * @param interim of the epoch that the commit ends; empty before the first
     * @param commit the octets of ConfirmedTranscriptHashInput
     * @return confirmed_transcript_hash of the new epoch
     */
    public Bytes confirmed(Bytes interim, byte[] commit) {
        try (TlsWriter out = new TlsWriter(interim.size() + commit.length)) {
            out.octets(interim.toByteArray());
            out.octets(commit);
            return Bytes.of(crypto.hash(out.toOctets()));
        }
    }

    /**
     * With the confirmation tag as well; also for the first epoch and for those who join.
     *
     * @param confirmed of the epoch; empty in the first
     * @param confirmationTag of the commit or group info
     * @return interim_transcript_hash of the epoch
     */
    public Bytes interim(Bytes confirmed, Bytes confirmationTag) {
        try (TlsWriter out = new TlsWriter(2 + confirmed.size() + confirmationTag.size())) {
            out.octets(confirmed.toByteArray());
            out.bytes(confirmationTag);
            return Bytes.of(crypto.hash(out.toOctets()));
        }
    }
}
