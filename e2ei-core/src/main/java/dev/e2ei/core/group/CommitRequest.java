package dev.e2ei.core.group;

import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.GroupContextExtensionsProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.tree.Extensions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a commit of this client is to do. The proposals that wait in the group are taken along in any case, as far as they are
 * valid beside these.
 *
 * @param proposals what the commit itself proposes
 * @param successor another credential or key for the own leaf
 * @param renewKeys whether the own keys are renewed although no proposal demands it
 */
public record CommitRequest(List<Proposal> proposals, Optional<LeafSigner> successor, boolean renewKeys) {
    /** {@inheritDoc} */
    public CommitRequest {
        proposals = List.copyOf(proposals);
    }

    /** Adds members, without new keys of our own. */
    public static CommitRequest add(Collection<KeyPackage> keyPackages) {
        return of(keyPackages.stream().<Proposal>map(Add::new).toList());
    }

    /** Removes the members at these leaves. */
    public static CommitRequest remove(Collection<Integer> leaves) {
        return of(leaves.stream().<Proposal>map(Remove::new).toList());
    }

    /** Gives the group other extensions. */
    public static CommitRequest extensions(Extensions extensions) {
        return of(List.of(new GroupContextExtensionsProposal(extensions)));
    }

    /** Commits what waits. */
    public static CommitRequest pending() {
        return of(List.of());
    }

    /** Renews the own keys. */
    public static CommitRequest update() {
        return new CommitRequest(List.of(), Optional.empty(), true);
    }

    /** Gives the own leaf another credential or key. */
    public static CommitRequest rotate(LeafSigner successor) {
        return new CommitRequest(List.of(), Optional.of(successor), true);
    }

    private static CommitRequest of(List<Proposal> proposals) {
        return new CommitRequest(proposals, Optional.empty(), false);
    }

    boolean wantsPath() {
        return renewKeys || successor.isPresent();
    }
}
