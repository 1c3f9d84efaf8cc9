package dev.e2ei.tests.vectors;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.GroupInfoIn;
import dev.e2ei.core.framing.GroupSecrets;
import dev.e2ei.core.framing.KeyPackageIn;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.PrivateMessage;
import dev.e2ei.core.framing.PrivateMessageIn;
import dev.e2ei.core.framing.PublicMessage;
import dev.e2ei.core.framing.PublicMessageIn;
import dev.e2ei.core.framing.Welcome;
import dev.e2ei.core.framing.WelcomeIn;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalType;
import dev.e2ei.core.tree.RatchetTree;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/** {@code messages}: what is read is written again as it was. */
final class MessagesVectors implements VectorKind {
    private static final int FRAME = 4;

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public void verify(VectorCase vector) {
        framed(vector, "mls_welcome", WelcomeIn.class, Welcome.CODEC, MlsMessageOut::of);
        framed(vector, "mls_group_info", GroupInfoIn.class, GroupInfo.CODEC, MlsMessageOut::of);
        framed(vector, "mls_key_package", KeyPackageIn.class, KeyPackage.CODEC, MlsMessageOut::of);
        framed(vector, "public_message_application", PublicMessageIn.class, PublicMessage.CODEC, MlsMessageOut::of);
        framed(vector, "public_message_proposal", PublicMessageIn.class, PublicMessage.CODEC, MlsMessageOut::of);
        framed(vector, "public_message_commit", PublicMessageIn.class, PublicMessage.CODEC, MlsMessageOut::of);
        framed(vector, "private_message", PrivateMessageIn.class, PrivateMessage.CODEC, MlsMessageOut::of);
        bare(vector, "ratchet_tree", RatchetTree.CODEC);
        bare(vector, "group_secrets", GroupSecrets.CODEC);
        bare(vector, "commit", Commit.CODEC);
        proposal(vector, "add_proposal", ProposalType.ADD);
        proposal(vector, "update_proposal", ProposalType.UPDATE);
        proposal(vector, "remove_proposal", ProposalType.REMOVE);
        proposal(vector, "pre_shared_key_proposal", ProposalType.PSK);
        proposal(vector, "re_init_proposal", ProposalType.REINIT);
        proposal(vector, "external_init_proposal", ProposalType.EXTERNAL_INIT);
        proposal(vector, "group_context_extensions_proposal", ProposalType.GROUP_CONTEXT_EXTENSIONS);
    }

    private static <T> void framed(
            VectorCase vector,
            String member,
            Class<? extends MlsMessageIn> kind,
            TlsCodec<T> codec,
            Function<T, MlsMessageOut> frame) {
        byte[] octets = vector.octets(member);
        VectorCase.require(member + " is recognised", kind.isInstance(MlsMessageIn.read(octets)));
        T body = codec.fromOctets(Arrays.copyOfRange(octets, FRAME, octets.length), DecodeLimits.GROUP);
        VectorCase.same(member, Bytes.of(octets), frame.apply(body).octets());
    }

    private static <T> void bare(VectorCase vector, String member, TlsCodec<T> codec) {
        byte[] octets = vector.octets(member);
        VectorCase.sameOctets(member, Bytes.of(octets), codec.toOctets(codec.fromOctets(octets, DecodeLimits.GROUP)));
    }

    private static void proposal(VectorCase vector, String member, int type) {
        byte[] body = vector.octets(member);
        byte[] octets = ByteBuffer.allocate(2 + body.length)
                .putShort((short) type)
                .put(body)
                .array();
        Proposal proposal = Proposal.CODEC.fromOctets(octets, DecodeLimits.MESSAGE);
        VectorCase.same(member, type, proposal.type());
        VectorCase.sameOctets(member, Bytes.of(octets), Proposal.CODEC.toOctets(proposal));
    }
}
