package dev.e2ei.core.proposal;

import static dev.e2ei.core.proposal.ProposalRules.require;

import dev.e2ei.core.schedule.PreSharedKeyId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which proposals may stand in one list, RFC 9420, section 12.2, by what they are and by whom, without any key. */
final class ProposalListShape {
    private static final Set<Integer> OF_EXTERNAL_COMMITS =
            Set.of(ProposalType.EXTERNAL_INIT, ProposalType.REMOVE, ProposalType.PSK);

    private static final int MAX_PSKS = 0xffff;

    private ProposalListShape() {}

    static void check(List<QueuedProposal> list, Sender committer) {
        if (committer instanceof Sender.Member member) {
            checkRegular(list, member.leafIndex());
        } else {
            require(
                    committer instanceof Sender.NewMemberCommit,
                    "MP-3",
                    "a commit is from a member or from somebody who joins by it, RFC 9420, 6.1");
            checkExternal(list);
        }
        Set<PreSharedKeyId> psks = new HashSet<>();
        for (QueuedProposal one : list) {
            require(
                    !(one.proposal() instanceof PreSharedKeyProposal psk) || psks.add(psk.psk()),
                    "PL-5",
                    "no PreSharedKeyID twice in one list, RFC 9420, 12.2");
        }
        require(psks.size() <= MAX_PSKS, "PS-9", "more pre-shared keys than a uint16 counts, RFC 9420, 8.4");
    }

    private static void checkRegular(List<QueuedProposal> list, int committer) {
        Set<Integer> leaves = new HashSet<>();
        for (QueuedProposal one : list) {
            Proposal proposal = one.proposal();
            require(
                    !(proposal instanceof ExternalInitProposal),
                    "PL-5",
                    "ExternalInit belongs into external commits only, RFC 9420, 12.2");
            require(!(proposal instanceof ReInit) || list.size() == 1, "PL-5", "ReInit stands alone, RFC 9420, 12.2");
            if (proposal instanceof Update || proposal instanceof Remove) {
                int leaf = proposal instanceof Remove remove
                        ? remove.removed()
                        : one.sender() instanceof Sender.Member sender ? sender.leafIndex() : -1;
                require(
                        leaf != committer,
                        "PL-2",
                        "a committer neither updates nor removes itself by a proposal, RFC 9420, 12.2");
                require(leaves.add(leaf), "PL-3", "at most one Update or Remove for each leaf, RFC 9420, 12.2");
            }
        }
        require(
                count(list, ProposalType.GROUP_CONTEXT_EXTENSIONS) <= 1,
                "PL-5",
                "at most one GroupContextExtensions, RFC 9420, 12.2");
    }

    private static void checkExternal(List<QueuedProposal> list) {
        require(
                list.stream().allMatch(one -> one.ref().isEmpty()),
                "PL-7",
                "an external commit refers to no proposals, RFC 9420, 12.4.3.2");
        require(
                list.stream()
                        .allMatch(one ->
                                OF_EXTERNAL_COMMITS.contains(one.proposal().type())),
                "PL-7",
                "an external commit has ExternalInit, Remove and PreSharedKey only, RFC 9420, 12.2");
        require(
                count(list, ProposalType.EXTERNAL_INIT) == 1 && count(list, ProposalType.REMOVE) <= 1,
                "PL-7",
                "an external commit has one ExternalInit, and at most one Remove, RFC 9420, 12.2");
    }

    private static long count(List<QueuedProposal> list, int type) {
        return list.stream().filter(one -> one.proposal().type() == type).count();
    }
}
