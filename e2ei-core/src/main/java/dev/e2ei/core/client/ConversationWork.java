package dev.e2ei.core.client;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.WirePolicy;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.NewCrlDistributionPoints;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.core.authentication.CredentialRules;
import dev.e2ei.core.authentication.MemberCredentials;
import dev.e2ei.core.group.GroupConfig;
import dev.e2ei.core.group.GroupEnvironment;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.LeafSigner;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.PendingCommit;
import dev.e2ei.core.group.PendingJoinRepository;
import dev.e2ei.core.identity.DeviceReports;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.spi.mls.MlsTransport;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** What the operations of one transaction on its conversations have in common. */
final class ConversationWork {
    private final ClientEnvironment environment;
    private final OwnCredentials credentials;
    private final TrustRegistration trust;
    private final TransactionScope scope;

    ConversationWork(
            ClientEnvironment environment,
            OwnCredentials credentials,
            TrustRegistration trust,
            TransactionScope scope) {
        this.environment = environment;
        this.credentials = credentials;
        this.trust = trust;
        this.scope = scope;
    }

    TransactionScope scope() {
        return scope;
    }

    ClientEnvironment environment() {
        return environment;
    }

    OwnCredentials credentials() {
        return credentials;
    }

    TransactionGroups groups() {
        return scope.groups();
    }

    /** Everything that an operation on a group needs, as of now. */
    GroupEnvironment groupEnvironment(Ciphersuite suite) {
        Instant now = environment.now();
        return environment.groupEnvironment(
                suite,
                new CredentialRules(environment.verdicts(), scope.trust(), now),
                now,
                new StoredPreSharedKeys(scope));
    }

    GroupConfig groupConfig(Optional<WirePolicy> policy) {
        return new GroupConfig(policy.orElse(environment.profile().wirePolicy()) == WirePolicy.Ciphertext);
    }

    DeviceReports reports(Ciphersuite suite) {
        return environment.reports(suite, scope.trust());
    }

    /** What a handle reads: the group as this transaction has it at the moment of the call. */
    ConversationSnapshot.Source source(ConversationId id) {
        return new ConversationSnapshot.Source() {
            @Override
            public <T> T read(Function<ConversationSnapshot, T> query) {
                return groups().read(id.octets(), group -> query.apply(snapshot(group)));
            }
        };
    }

    ConversationSnapshot snapshot(GroupState group) {
        return new ConversationSnapshot(
                environment, credentials, scope.rows(), scope.trust(), group, environment.now());
    }

    /** The group as this transaction has it, to be changed. */
    GroupState current(ConversationId id) {
        return groups().current(id.octets());
    }

    /** A group without an own commit under way. */
    Operational idle(ConversationId id) {
        GroupState state = current(id);
        Operational group = state.operational();
        if (state instanceof PendingCommit) {
            throw new MlsException(
                    ErrorCode.COMMIT_PENDING,
                    "a commit waits for the delivery service: send it again by retryPendingCommit, or clear it");
        }
        return group;
    }

    static CredentialRef signerOf(Operational group) {
        return group.current().signer().orElseThrow(OwnCredentials::unknown);
    }

    /** With a join that may wait for the delivery service. */
    void wipe(ConversationId id) {
        groups().delete(id.octets());
        new PendingJoinRepository().delete(rows(), id.octets());
    }

    /** Runs an operation that signs as the own leaf does. */
    <T> T signing(Operational group, Function<LeafSigner, T> operation) {
        return signing(signerOf(group), operation);
    }

    <T> T signing(CredentialRef ref, Function<LeafSigner, T> operation) {
        return credentials.signing(rows(), ref, operation);
    }

    Rows rows() {
        return scope.writing();
    }

    /** Needed by what has something to send, before it changes anything. */
    MlsTransport delivery() {
        ClientId client = credentials.client(scope.rows());
        return scope.delivery().orElseGet(() -> environment.delivery(client));
    }

    /** Those of the leaves' certificates for which there is no list yet. */
    NewCrlDistributionPoints newDistributionPoints(Collection<LeafNode> leaves) {
        return trust.newDistributionPoints(
                scope,
                DueDistributionPoints.namedBy(leaves.stream()
                        .map(leaf -> MemberCredentials.of(0, leaf).chain())
                        .flatMap(Optional::stream)
                        .toList()));
    }
}
