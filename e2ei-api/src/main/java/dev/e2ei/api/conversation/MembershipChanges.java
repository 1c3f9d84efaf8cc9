package dev.e2ei.api.conversation;

import java.util.List;

/**
 * What a commit did to the members.
 *
 * @param added who came, as they are now
 * @param removed who went, as they were
 * @param changed whose credential is another one; a fresh key alone is no change
 */
public record MembershipChanges(List<Member> added, List<Member> removed, List<IdentityChange> changed) {
    /** {@inheritDoc} */
    public MembershipChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }
}
