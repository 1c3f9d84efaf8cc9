package dev.e2ei.core.client;

import dev.e2ei.core.authentication.CredentialRules;
import dev.e2ei.core.authentication.MemberCredentials;
import dev.e2ei.core.group.Group;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.PreSharedKeys;
import dev.e2ei.core.identity.DeviceReports;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * A conversation and what it is judged by, as of one instant, for the length of one call.
 *
 * @param environment the client's
 * @param credentials those of this client
 * @param rows the store
 * @param trust what is trusted
 * @param group the group
 * @param now the instant
 */
record ConversationSnapshot(
        ClientEnvironment environment,
        OwnCredentials credentials,
        Rows rows,
        TrustState trust,
        GroupState group,
        Instant now) {
    /** Where snapshots come from: the store as it is, or a transaction. */
    interface Source {
        <T> T read(Function<ConversationSnapshot, T> query);
    }

    /** The group that can be read. */
    Operational operational() {
        return group.operational();
    }

    /** What can be done with the group without changing it. */
    Group groups() {
        return new Group(environment.groupEnvironment(
                group.suite(), new CredentialRules(environment.verdicts(), trust, now), now, PreSharedKeys.none()));
    }

    List<MemberCredential> members() {
        return MemberCredentials.of(operational().current().tree());
    }

    DeviceReports reports() {
        return environment.reports(group.suite(), trust);
    }
}
