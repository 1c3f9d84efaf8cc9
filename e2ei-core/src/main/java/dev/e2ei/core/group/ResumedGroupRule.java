package dev.e2ei.core.group;

import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.proposal.ReInit;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.schedule.ResumptionUsage;
import dev.e2ei.core.tree.Capabilities;
import java.util.List;

/**
 * Whether a group may follow another one, RFC 9420, sections 11.2 and 11.3. Who of the other group has to be in this one is
 * the application's to judge.
 */
final class ResumedGroupRule {
    private final GroupEnvironment environment;

    ResumedGroupRule(GroupEnvironment environment) {
        this.environment = environment;
    }

    void check(GroupInfo info, List<PreSharedKeyId> psks) {
        List<PreSharedKeyId.Resumption> former = psks.stream()
                .filter(PreSharedKeyId.Resumption.class::isInstance)
                .map(PreSharedKeyId.Resumption.class::cast)
                .filter(psk -> psk.usage() != ResumptionUsage.APPLICATION)
                .toList();
        if (former.isEmpty()) {
            return;
        }
        if (former.size() > 1) {
            throw new MessageRejectedException("WE-2", "a group follows one group at most (12.4.3.1)");
        }
        if (info.context().epoch() != 1) {
            throw new MessageRejectedException("WE-4", "a group that follows another one begins at epoch 1 (12.4.3.1)");
        }
        if (former.get(0).usage() == ResumptionUsage.REINIT) {
            checkReInit(info.context(), former.get(0));
        }
    }

    private void checkReInit(GroupContext context, PreSharedKeyId.Resumption psk) {
        ReInit reInit = environment
                .psks()
                .reInit(psk.groupId(), psk.epoch())
                .orElseThrow(() -> new MessageRejectedException(
                        "PS-8", "the former group was not closed by a ReInit in that epoch (11.2)"));
        boolean asProposed = reInit.version() == Capabilities.MLS10
                && reInit.ciphersuite() == context.suite().id()
                && reInit.groupId().equals(context.groupId())
                && reInit.extensions().equals(context.extensions());
        if (!asProposed) {
            throw new MessageRejectedException("PS-8", "the group is not the one that the ReInit proposed (11.2)");
        }
    }
}
