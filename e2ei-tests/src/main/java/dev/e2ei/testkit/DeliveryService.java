package dev.e2ei.testkit;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ExternalSender;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import dev.e2ei.testkit.mls.ExternalSigner;
import dev.e2ei.testkit.mls.GroupInfoHead;
import dev.e2ei.testkit.mls.TreeLeaf;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A delivery service in this process, RFC 9750, section 5: of all commits of an epoch it accepts the first, and then hands
 * commit, welcome and messages to the inboxes of those whom they concern. Who is a member it reads from the group infos
 * that come with commits; members whose credentials name no client in Wire's form get nothing.
 *
 * <p>A commit that was accepted already is accepted again, so that a client whose answer got lost can ask once more. Safe
 * for use by several threads.
 */
public final class DeliveryService {
    private static final DeliveryService OF_THIS_PROCESS = new DeliveryService(CommitConflict.REJECT);

    private final ReentrantLock lock = new ReentrantLock();
    private final CommitConflict onConflict;
    private final KeyPackageDirectory keyPackages = new KeyPackageDirectory();
    private final Map<ClientId, Deque<Delivery>> inboxes = new HashMap<>();
    private final Map<ConversationId, DeliveredGroup> groups = new HashMap<>();
    private final Map<Ciphersuite, ExternalSigner> backend = new HashMap<>();
    private final Deque<DeliveryFault> faults = new ArrayDeque<>();

    /** A service that asks clients to try again when their commit comes second. */
    public DeliveryService() {
        this(CommitConflict.RETRY);
    }

    /**
     * A service with a rule for conflicts.
     *
     * @param onConflict what it answers to a commit that comes second
     */
    public DeliveryService(CommitConflict onConflict) {
        this.onConflict = onConflict;
    }

    /**
     * The service of clients that name the delivery provider {@code testkit}: they meet there. It refuses what comes second.
     *
     * @return the one of this process
     */
    public static DeliveryService ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** {@return the key packages that were uploaded} */
    public KeyPackageDirectory keyPackages() {
        return keyPackages;
    }

    /**
     * The way of a client to this service, for a client that does not catch up in the middle of a commit: what it missed
     * stays in its inbox.
     *
     * @param client whose messages they are
     * @return the transport
     */
    public MlsTransport transport(ClientId client) {
        return new DeliveryTransport(this, client, Optional.empty());
    }

    /**
     * The way of a client to this service.
     *
     * @param client whose messages they are
     * @param catchUp decrypts what the client missed, in the transaction that sends; called before {@code Retry} is answered,
     *     with the inbox's content, which is gone from there then
     * @return the transport
     */
    public MlsTransport transport(ClientId client, Consumer<List<Delivery>> catchUp) {
        return new DeliveryTransport(this, client, Optional.of(catchUp));
    }

    /**
     * Takes what lies in a client's inbox, oldest first.
     *
     * @param client whose inbox
     * @return what there was; it is gone from the inbox
     */
    public List<Delivery> receive(ClientId client) {
        lock.lock();
        try {
            Deque<Delivery> inbox = inboxes.remove(client);
            return inbox == null ? List.of() : List.copyOf(inbox);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The newest group info, by which somebody can join from outside.
     *
     * @param conversation which
     * @return an MLSMessage; none before the first commit
     */
    public Optional<Bytes> groupInfo(ConversationId conversation) {
        lock.lock();
        try {
            return Optional.ofNullable(groups.get(conversation)).map(DeliveredGroup::groupInfo);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The members of a conversation, as its last commit left them.
     *
     * @param conversation which
     * @return their clients; empty before the first commit
     */
    public Set<ClientId> members(ConversationId conversation) {
        lock.lock();
        try {
            DeliveredGroup group = groups.get(conversation);
            return group == null ? Set.of() : group.members();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts a fault in force for the next commit that nothing else is due for.
     *
     * @param fault what goes wrong
     * @return this service
     */
    public DeliveryService failNextCommit(DeliveryFault fault) {
        lock.lock();
        try {
            faults.add(fault);
            return this;
        } finally {
            lock.unlock();
        }
    }

    /**
     * This service in its role of a backend that removes members, to be listed in a conversation.
     *
     * @param ciphersuite the conversation's
     * @return the external sender
     */
    public ExternalSender wireServer(Ciphersuite ciphersuite) {
        return ExternalSender.wireServer(signer(ciphersuite).publicKey());
    }

    /**
     * Proposes to all members that a client be removed, signed by the backend.
     *
     * @param conversation one that lists {@link #wireServer}, and has had a commit
     * @param ciphersuite its ciphersuite
     * @param client who is to go
     * @return the proposal, which lies in the members' inboxes
     * @throws IllegalArgumentException if conversation or member is not known, or the conversation does not list the backend
     */
    public Bytes proposeRemoval(ConversationId conversation, Ciphersuite ciphersuite, ClientId client) {
        lock.lock();
        try {
            DeliveredGroup group = groups.get(conversation);
            if (group == null) {
                throw new IllegalArgumentException("no commit of this conversation has come");
            }
            TreeLeaf leaf = group.head().leaves().stream()
                    .filter(one -> one.client().equals(Optional.of(client)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("not a member"));
            Bytes proposal = signer(ciphersuite).proposeRemoval(group.head(), leaf);
            deliver(new Delivery(Delivery.Kind.PROPOSAL, conversation, proposal), group.members());
            return proposal;
        } finally {
            lock.unlock();
        }
    }

    private ExternalSigner signer(Ciphersuite ciphersuite) {
        lock.lock();
        try {
            return backend.computeIfAbsent(ciphersuite, suite -> ExternalSigner.generate(suite.signatureScheme()));
        } finally {
            lock.unlock();
        }
    }

    /** Whether the answer gets lost is decided with the commit, under one lock; throwing comes after it. */
    MlsTransportResponse commit(ClientId sender, ConversationId conversation, long epoch, CommitBundle bundle) {
        lock.lock();
        try {
            DeliveryFault fault = faults.poll();
            if (fault instanceof DeliveryFault.Refused refused) {
                return new MlsTransportResponse.Rejected(refused.reason());
            }
            if (fault instanceof DeliveryFault.TryAgain) {
                return new MlsTransportResponse.Retry();
            }
            if (fault instanceof DeliveryFault.NeverArrived) {
                throw unreachable("before the commit had arrived");
            }
            MlsTransportResponse response = order(sender, conversation, epoch, bundle);
            if (fault instanceof DeliveryFault.AnswerLost) {
                throw unreachable("after the commit had arrived");
            }
            return response;
        } finally {
            lock.unlock();
        }
    }

    private static TransportException unreachable(String when) {
        return new TransportException(ErrorCode.TRANSPORT_UNREACHABLE, "the connection broke " + when);
    }

    private MlsTransportResponse order(ClientId sender, ConversationId conversation, long epoch, CommitBundle bundle) {
        DeliveredGroup before = groups.get(conversation);
        if (before != null && before.lastCommit().equals(bundle.commit())) {
            return new MlsTransportResponse.Accepted();
        }
        if (before != null && before.head().epoch() != epoch) {
            return conflict();
        }
        Bytes groupInfo = bundle.groupInfo().orElseThrow(() -> new IllegalArgumentException("no group info"));
        GroupInfoHead head = GroupInfoHead.of(groupInfo);
        DeliveredGroup after = new DeliveredGroup(bundle.commit(), groupInfo, head);
        if (!head.groupId().equals(conversation.octets()) || head.epoch() != epoch + 1) {
            throw new IllegalArgumentException("the group info belongs to another commit");
        }
        if (!after.members().contains(sender)) {
            throw new IllegalArgumentException("the sender is no member after its commit");
        }
        groups.put(conversation, after);
        deliverCommit(sender, conversation, bundle, before, after);
        return new MlsTransportResponse.Accepted();
    }

    private void deliverCommit(
            ClientId sender,
            ConversationId conversation,
            CommitBundle bundle,
            @Nullable DeliveredGroup before,
            DeliveredGroup after) {
        GroupInfoHead known =
                before == null ? new GroupInfoHead(conversation.octets(), 0, List.of(), List.of()) : before.head();
        if (before != null) {
            deliverToOthers(
                    sender, new Delivery(Delivery.Kind.COMMIT, conversation, bundle.commit()), before.members());
        }
        Set<ClientId> added = after.addedSince(known);
        bundle.welcome()
                .ifPresent(welcome ->
                        deliverToOthers(sender, new Delivery(Delivery.Kind.WELCOME, conversation, welcome), added));
    }

    MlsTransportResponse conflict() {
        return onConflict == CommitConflict.RETRY
                ? new MlsTransportResponse.Retry()
                : new MlsTransportResponse.Rejected("another commit came first");
    }

    /** A proposal or an application message; a proposal of another epoch is a conflict like a commit of one. */
    MlsTransportResponse message(ClientId sender, Delivery delivery, long epoch) {
        lock.lock();
        try {
            DeliveredGroup group = groups.get(delivery.conversation());
            if (group == null) {
                return new MlsTransportResponse.Accepted();
            }
            if (delivery.kind() == Delivery.Kind.PROPOSAL && group.head().epoch() != epoch) {
                return conflict();
            }
            deliverToOthers(sender, delivery, group.members());
            return new MlsTransportResponse.Accepted();
        } finally {
            lock.unlock();
        }
    }

    private void deliverToOthers(ClientId sender, Delivery delivery, Collection<ClientId> clients) {
        deliver(
                delivery,
                clients.stream().filter(client -> !client.equals(sender)).toList());
    }

    private void deliver(Delivery delivery, Collection<ClientId> clients) {
        clients.forEach(client ->
                inboxes.computeIfAbsent(client, id -> new ArrayDeque<>()).add(delivery));
    }
}
