package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.conversation.DeviceIdentities;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ExternalSender;
import dev.e2ei.api.conversation.Member;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.UserId;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.core.group.Group;
import dev.e2ei.core.group.GroupEpoch;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.Inactive;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.PendingCommit;
import dev.e2ei.core.identity.ConversationStateRule;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The host's view of a conversation: each call takes one snapshot, and answers as of one instant. */
class ConversationReader implements ConversationView {
    private static final String WIRE_EXPORT = "exporter";

    private final ConversationSnapshot.Source source;
    private final ConversationId id;
    private final IdentityQueries identities;

    ConversationReader(ConversationSnapshot.Source source, ConversationId id) {
        this.source = source;
        this.id = id;
        this.identities = new IdentityQueries(source);
    }

    private <T> T read(Function<ConversationSnapshot, T> query) {
        return source.read(query);
    }

    private <T> T ofGroup(Function<GroupState, T> query) {
        return read(snapshot -> query.apply(snapshot.group()));
    }

    private <T> T ofEpoch(Function<Operational, T> query) {
        return read(snapshot -> query.apply(snapshot.operational()));
    }

    @Override
    public final ConversationId id() {
        return id;
    }

    @Override
    public final Ciphersuite ciphersuite() {
        return ofGroup(GroupState::suite);
    }

    @Override
    public final long epoch() {
        return ofGroup(GroupState::epoch);
    }

    @Override
    public final boolean isActive() {
        return ofGroup(group -> !(group instanceof Inactive));
    }

    @Override
    public final CredentialRef credential() {
        return ofEpoch(group -> group.current().signer().orElseThrow(OwnCredentials::unknown));
    }

    @Override
    public final List<Member> members() {
        return read(snapshot ->
                snapshot.members().stream().map(ConversationMembers::of).toList());
    }

    @Override
    public final List<ExternalSender> externalSenders() {
        return ofEpoch(ConversationExtensions::externalSenders);
    }

    @Override
    public final E2eiConversationState e2eiConversationState() {
        return read(snapshot -> snapshot.environment().states().of(snapshot));
    }

    @Override
    public final ConversationVerification verification() {
        return read(snapshot -> ConversationStateRule.verify(
                id, snapshot.group().epoch(), snapshot.members(), snapshot.reports(), snapshot.now()));
    }

    @Override
    public final ConversationVerification verification(Instant at) {
        Objects.requireNonNull(at, "at");
        return read(snapshot -> ConversationStateRule.verify(
                id,
                snapshot.group().epoch(),
                snapshot.members(),
                at.isBefore(snapshot.now()) ? snapshot.reports().ofBacklog() : snapshot.reports(),
                at));
    }

    @Override
    public final List<WireIdentity> getDeviceIdentities(Collection<ClientId> deviceIds) {
        return identities.ofDevices(deviceIds);
    }

    @Override
    public final DeviceIdentities findDeviceIdentities(Collection<ClientId> deviceIds) {
        return identities.find(deviceIds);
    }

    @Override
    public final Map<UserId, List<WireIdentity>> getUserIdentities(Collection<UserId> userIds) {
        return identities.ofUsers(userIds);
    }

    @Override
    public final Map<UserId, List<WireIdentity>> getUserIdentitiesOf(Collection<String> uuids) {
        return identities.ofUuids(uuids);
    }

    @Override
    public final Secret exportSecretKey(int length) {
        return exportSecret(WIRE_EXPORT, Bytes.EMPTY, length);
    }

    @Override
    public final Secret exportSecret(String label, Bytes context, int length) {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(context, "context");
        return read(snapshot -> {
            int most = Math.min(
                    65_535,
                    255
                            * snapshot.environment()
                                    .crypto(snapshot.group().suite())
                                    .hashLength());
            if (length < 1 || length > most) {
                throw new IllegalArgumentException("1 to " + most + " octets, not " + length);
            }
            return snapshot.groups().export(snapshot.operational(), label, context.toByteArray(), length);
        });
    }

    @Override
    public final Bytes epochAuthenticator() {
        return ofEpoch(Group::epochAuthenticator);
    }

    @Override
    public final Bytes groupInfo() {
        return read(snapshot -> {
            GroupEpoch epoch = snapshot.operational().current();
            return snapshot.credentials()
                    .signing(
                            snapshot.rows(),
                            epoch.signer().orElseThrow(OwnCredentials::unknown),
                            signer -> snapshot.groups().groupInfo(epoch, signer));
        });
    }

    @Override
    public final boolean hasPendingProposals() {
        return ofGroup(group ->
                !(group instanceof Inactive) && !group.operational().proposals().isEmpty());
    }

    @Override
    public final boolean hasPendingCommit() {
        return ofGroup(PendingCommit.class::isInstance);
    }
}
