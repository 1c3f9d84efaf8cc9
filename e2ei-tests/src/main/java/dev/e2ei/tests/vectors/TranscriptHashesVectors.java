package dev.e2ei.tests.vectors;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.framing.AuthenticatedContent;
import dev.e2ei.core.framing.ContentType;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.TranscriptHash;
import java.util.Map;

/** {@code transcript-hashes}: a commit in the running hash. */
final class TranscriptHashesVectors implements VectorKind {
    @Override
    public String name() {
        return "transcript-hashes";
    }

    @Override
    public void verify(VectorCase vector) {
        LabeledCrypto crypto = vector.crypto();
        byte[] octets = vector.octets("authenticated_content");
        AuthenticatedContent commit = AuthenticatedContent.CODEC.fromOctets(octets, DecodeLimits.MESSAGE);
        VectorCase.sameOctets("authenticated_content", Bytes.of(octets), AuthenticatedContent.CODEC.toOctets(commit));
        VectorCase.same(
                "content type", ContentType.COMMIT, commit.content().content().type());
        Bytes tag = commit.auth().confirmationTag().orElseThrow();
        TranscriptHash transcript = new TranscriptHash(crypto);
        Bytes confirmed =
                transcript.confirmed(vector.bytes("interim_transcript_hash_before"), commit.transcriptInput());
        VectorCase.same("confirmed hash", vector.bytes("confirmed_transcript_hash_after"), confirmed);
        VectorCase.same(
                "interim hash", vector.bytes("interim_transcript_hash_after"), transcript.interim(confirmed, tag));
        EpochSecrets secrets = EpochSecrets.of(Map.of(EpochSecret.CONFIRMATION, vector.secret("confirmation_key")));
        VectorCase.require("the confirmation tag is the epoch's", secrets.isConfirmedBy(crypto, confirmed, tag));
    }
}
