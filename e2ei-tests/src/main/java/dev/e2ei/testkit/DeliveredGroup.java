package dev.e2ei.testkit;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.testkit.mls.GroupInfoHead;
import dev.e2ei.testkit.mls.TreeLeaf;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A group as its delivery service knows it: from the group info of the last commit. Immutable.
 *
 * @param lastCommit the commit that led here
 * @param groupInfo the group info as it came
 * @param head what it says
 */
record DeliveredGroup(Bytes lastCommit, Bytes groupInfo, GroupInfoHead head) {
    Set<ClientId> members() {
        return clients(head.leaves());
    }

    /** Whom the commit added: leaves that are fresh from a key package. */
    Set<ClientId> addedSince(GroupInfoHead before) {
        Set<Bytes> known = before.leaves().stream().map(TreeLeaf::octets).collect(Collectors.toSet());
        return clients(head.leaves().stream()
                .filter(leaf -> leaf.fromKeyPackage() && !known.contains(leaf.octets()))
                .toList());
    }

    private static Set<ClientId> clients(Iterable<TreeLeaf> leaves) {
        Set<ClientId> clients = new LinkedHashSet<>();
        leaves.forEach(leaf -> leaf.client().ifPresent(clients::add));
        return clients;
    }
}
