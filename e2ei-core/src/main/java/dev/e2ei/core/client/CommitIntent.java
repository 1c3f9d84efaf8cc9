package dev.e2ei.core.client;

import dev.e2ei.core.group.CommitRequest;
import dev.e2ei.core.group.Operational;
import java.util.Optional;

/** What a commit is for. Asked anew in each epoch in which it is tried, since another commit may have done part of it. */
interface CommitIntent {
    /**
     * What is left to be done.
     *
     * @param group the group without a pending commit
     * @return the request; none if nothing is left
     */
    Optional<CommitRequest> in(Operational group);
}
