package dev.e2ei.core.group;

import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.keypackage.JoinedLeafRules;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeRules;
import java.util.Optional;

/**
 * Whether a group info is one by which a group may be joined, by a Welcome or from outside, or that tells the truth about
 * one, RFC 9420, sections 12.4.3 and 12.4.3.1. A refusal names the rule that failed.
 */
public final class GroupInfoRules {
    private final GroupEnvironment environment;

    /**
     * As of an instant.
     *
     * @param environment for the group info's suite
     */
    public GroupInfoRules(GroupEnvironment environment) {
        this.environment = environment;
    }

    /**
     * The tree of a group info.
     *
     * @param info the group info
     * @param apart the tree, if it came by another way; its hash is checked like that of any other
     * @return the tree in the group info, else the one that came apart
     * @throws MessageRejectedException WE-11 if there is none
     */
    public static RatchetTree tree(GroupInfo info, Optional<RatchetTree> apart) {
        return info.ratchetTree()
                .or(() -> apart)
                .orElseThrow(() -> new MessageRejectedException(
                        "WE-11", "the group info has no tree, and none came apart from it (12.4.3.3)"));
    }

    /**
     * Checks tree, signer and leaves: the cheap rules first, certificates last.
     *
     * @param info the group info
     * @param tree its tree
     * @throws MessageRejectedException with the rule that is broken
     */
    public void check(GroupInfo info, RatchetTree tree) {
        if (info.context().suite() != environment.crypto().suite()) {
            throw new MessageRejectedException("WE-4", "the group is of another suite (12.4.3.1)");
        }
        TreeRules.check(environment.crypto(), tree, info.context().treeHash());
        LeafNode signer = tree.leaf(info.signer())
                .orElseThrow(() -> new MessageRejectedException("GI-1", "the signer's leaf is blank (12.4.3)"));
        if (!info.verifySignature(environment.crypto(), signer.signatureKey())) {
            throw new MessageRejectedException("GI-1", "the signature is not the signer's (12.4.3)");
        }
        new JoinedLeafRules(environment.leafRules(), environment.admission())
                .check(tree, info.context().groupId(), info.context().extensions());
    }
}
