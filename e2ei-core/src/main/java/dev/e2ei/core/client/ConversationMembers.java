package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.Member;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.core.authentication.MemberCredentials;
import dev.e2ei.core.group.GroupMember;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.identity.ClaimedClient;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.tree.LeafNode;
import java.util.List;
import java.util.Optional;

/** Members as their leaves say, without any proof. */
final class ConversationMembers {
    private ConversationMembers() {}

    static Member of(int leafIndex, LeafNode leaf) {
        return of(MemberCredentials.of(leafIndex, leaf));
    }

    static Member of(MemberCredential member) {
        Optional<ClientId> client = client(member);
        Bytes identity = member.chain().isPresent()
                ? client.map(id -> Bytes.ofUtf8(id.toString())).orElse(Bytes.EMPTY)
                : member.basicIdentity();
        return new Member(member.leafIndex(), client, identity, member.type(), member.signatureKey());
    }

    /** The leaves of a client. */
    static List<Integer> leavesOf(Operational group, ClientId client) {
        return group.members().stream()
                .filter(member -> client(MemberCredentials.of(member.leafIndex(), member.leaf()))
                        .filter(client::equals)
                        .isPresent())
                .map(GroupMember::leafIndex)
                .toList();
    }

    /** Whom the leaf claims to be. */
    static Optional<ClientId> client(MemberCredential member) {
        return member.chain().isPresent()
                ? ClaimedClient.ofCertificate(member.chain().get().leaf())
                : ClaimedClient.of(member.basicIdentity());
    }
}
