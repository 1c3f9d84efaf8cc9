package dev.e2ei.core.proposal;

import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;

/** Sender, RFC 9420, section 6: who a message says it is from. */
public sealed interface Sender {
    /** The wire form. */
    TlsCodec<Sender> CODEC = TlsCodec.of(
            (sender, out) -> {
                if (sender instanceof Member member) {
                    out.u8(1);
                    out.u32(member.leafIndex);
                } else if (sender instanceof External external) {
                    out.u8(2);
                    out.u32(external.senderIndex);
                } else {
                    out.u8(sender instanceof NewMemberProposal ? 3 : 4);
                }
            },
            Sender::read);

    private static Sender read(TlsReader in) {
        int type = in.field("sender_type").u8();
        return switch (type) {
            case 1 -> new Member(in.field("leaf_index").u32());
            case 2 -> new External(in.field("sender_index").u32());
            case 3 -> new NewMemberProposal();
            case 4 -> new NewMemberCommit();
            default -> throw in.malformed("sender type " + type + " is not known");
        };
    }

    /**
     * A member of the group.
     *
     * @param leafIndex its leaf, a uint32
     */
    record Member(int leafIndex) implements Sender {}

    /**
     * Somebody outside who may propose.
     *
     * @param senderIndex the place in the extension external_senders, a uint32
     */
    record External(int senderIndex) implements Sender {}

    /** Somebody who asks to be added. */
    record NewMemberProposal() implements Sender {}

    /** Somebody who adds itself. */
    record NewMemberCommit() implements Sender {}
}
