package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.GroupInfoVerification;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.authentication.CredentialRules;
import dev.e2ei.core.authentication.MemberCredentials;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.group.GroupEnvironment;
import dev.e2ei.core.group.GroupInfoRules;
import dev.e2ei.core.group.PreSharedKeys;
import dev.e2ei.core.identity.ConversationStateRule;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.tree.RatchetTree;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a group info proves, without any group: the tree by the rules for joining, lifetimes included, then each device. */
final class GroupInfoVerifier {
    private final ClientEnvironment environment;

    GroupInfoVerifier(ClientEnvironment environment) {
        this.environment = environment;
    }

    GroupInfoVerification verify(TrustState trust, Bytes groupInfo, Optional<Bytes> treeApart) {
        GroupInfo info = MlsMessageIn.readGroupInfo(groupInfo.toByteArray());
        Optional<RatchetTree> apart = treeApart.map(ConversationJoins::tree);
        Instant now = environment.now();
        Optional<String> invalid = Optional.empty();
        List<MemberCredential> members = List.of();
        try {
            RatchetTree tree = GroupInfoRules.tree(info, apart);
            members = MemberCredentials.of(tree);
            new GroupInfoRules(strict(info.context().suite(), trust, now)).check(info, tree);
        } catch (MessageRejectedException e) {
            invalid = Optional.of(e.getMessage());
        }
        ConversationVerification verification = ConversationStateRule.verify(
                ConversationJoins.idOf(info.context().groupId()),
                info.context().epoch(),
                members,
                environment.reports(info.context().suite(), trust),
                now);
        return new GroupInfoVerification(invalid, invalid.isPresent() ? notVerified(verification) : verification);
    }

    private GroupEnvironment strict(Ciphersuite suite, TrustState trust, Instant now) {
        return new GroupEnvironment(
                environment.labeled(suite),
                environment.crypto().random(),
                now,
                new CredentialRules(environment.verdicts(), trust, now),
                PreSharedKeys.none(),
                environment.groupSettings().checkingLifetimes());
    }

    private static ConversationVerification notVerified(ConversationVerification found) {
        return new ConversationVerification(
                found.id(),
                found.epoch(),
                E2eiConversationState.NotVerified,
                found.at(),
                found.devices(),
                found.notes(),
                found.nextChange());
    }
}
