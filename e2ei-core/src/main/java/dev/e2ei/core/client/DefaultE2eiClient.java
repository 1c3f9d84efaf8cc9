package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.conversation.GroupInfoVerification;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.credential.LocalKeyPackage;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.trust.ClientTrust;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** The host's handle on a client. */
final class DefaultE2eiClient implements E2eiClient {
    private final ClientRooms rooms;
    private final ClientTrust trust;
    private final AtomicBoolean closed = new AtomicBoolean();

    DefaultE2eiClient(ClientRooms rooms) {
        this.rooms = rooms;
        this.trust = new DefaultClientTrust(rooms.environment(), this::open);
    }

    private ClientRooms open() {
        if (closed.get()) {
            throw new IllegalStateException("this client has been closed");
        }
        return rooms;
    }

    @Override
    public <T> T transaction(Function<? super E2eiTransaction, ? extends T> action) {
        Objects.requireNonNull(action, "action");
        try (E2eiTransaction transaction = newTransaction()) {
            T result = action.apply(transaction);
            transaction.finish();
            return result;
        }
    }

    @Override
    public void inTransaction(Consumer<? super E2eiTransaction> action) {
        Objects.requireNonNull(action, "action");
        try (E2eiTransaction transaction = newTransaction()) {
            action.accept(transaction);
            transaction.finish();
        }
    }

    @Override
    public E2eiTransaction newTransaction() {
        return new DefaultTransaction(open());
    }

    @Override
    public E2eiEnrollment e2eiNewEnrollment(EnrollmentRequest request) {
        Objects.requireNonNull(request, "request");
        return open().enrollments().begin(request);
    }

    @Override
    public E2eiEnrollment e2eiNewActivationEnrollment(EnrollmentRequest request) {
        Objects.requireNonNull(request, "request");
        return open().read(rows -> rooms.enrollments().beginWithKeyOf(rows, request, CredentialType.Basic));
    }

    @Override
    public E2eiEnrollment e2eiNewRotateEnrollment(EnrollmentRequest request) {
        Objects.requireNonNull(request, "request");
        return open().read(rows -> rooms.enrollments().beginWithKeyOf(rows, request, CredentialType.X509));
    }

    @Override
    public EnrollmentRequest.Builder e2eiRenewalRequest(Ciphersuite ciphersuite) {
        Objects.requireNonNull(ciphersuite, "ciphersuite");
        return open().read(rows -> rooms.enrollments().renewalRequest(rows, ciphersuite));
    }

    @Override
    public E2eiEnrollment e2eiResumeEnrollment(Bytes snapshot) {
        Objects.requireNonNull(snapshot, "snapshot");
        return open().read(rows -> rooms.enrollments().resume(rows, snapshot));
    }

    @Override
    public boolean e2eiIsPkiEnvSetup() {
        return open().committedTrust().store().hasAnchors();
    }

    @Override
    public boolean e2eiIsEnabled(Ciphersuite ciphersuite) {
        Objects.requireNonNull(ciphersuite, "ciphersuite");
        return open().read(rows -> rooms.session().enabled(rows, ciphersuite));
    }

    @Override
    public List<CredentialRef> credentials() {
        return open().read(rows -> rooms.session().credentials(rows));
    }

    @Override
    public List<LocalKeyPackage> keyPackages(CredentialRef credential) {
        Objects.requireNonNull(credential, "credential");
        return open().read(rows -> rooms.keyPackages().list(rows, credential));
    }

    @Override
    public ConversationView conversation(ConversationId id) {
        Objects.requireNonNull(id, "id");
        ClientRooms current = open();
        current.read(rows -> {
            current.conversations().require(rows, id);
            return id;
        });
        return new ConversationReader(new OpenSource(id), id);
    }

    /** A view outlives the client that it came from, but then says so. */
    private final class OpenSource implements ConversationSnapshot.Source {
        private final ConversationId id;

        OpenSource(ConversationId id) {
            this.id = id;
        }

        @Override
        public <T> T read(Function<ConversationSnapshot, T> query) {
            return open().source(id).read(query);
        }
    }

    @Override
    public Set<ConversationId> conversations() {
        return open().read(rows -> rooms.conversations().ids(rows));
    }

    @Override
    public GroupInfoVerification verifyGroupInfo(Bytes groupInfo) {
        Objects.requireNonNull(groupInfo, "groupInfo");
        return verify(groupInfo, Optional.empty());
    }

    @Override
    public GroupInfoVerification verifyGroupInfo(Bytes groupInfo, Bytes ratchetTree) {
        Objects.requireNonNull(groupInfo, "groupInfo");
        Objects.requireNonNull(ratchetTree, "ratchetTree");
        return verify(groupInfo, Optional.of(ratchetTree));
    }

    private GroupInfoVerification verify(Bytes groupInfo, Optional<Bytes> tree) {
        ClientRooms current = open();
        return current.groupInfos().verify(current.committedTrust(), groupInfo, tree);
    }

    @Override
    public ClientTrust trust() {
        open();
        return trust;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            rooms.close();
        }
    }
}
