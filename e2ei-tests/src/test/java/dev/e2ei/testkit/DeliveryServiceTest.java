package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportProvider;
import dev.e2ei.spi.mls.MlsTransportResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The delivery service of the kit")
class DeliveryServiceTest {
    private static final MlsTransportResponse ACCEPTED = new MlsTransportResponse.Accepted();
    private static final MlsTransportResponse RETRY = new MlsTransportResponse.Retry();

    private final RecordedGroup recorded = new RecordedGroup();
    private final ConversationId conversation = recorded.conversation();
    private final ClientId alice = recorded.client("alice");
    private final ClientId bob = recorded.client("bob");
    private final ClientId carol = recorded.client("carol");
    private final DeliveryService service = new DeliveryService();

    private MlsTransportResponse commit(ClientId sender, String name) {
        return service.transport(sender).sendCommitBundle(recorded.commit(name));
    }

    private Delivery delivery(Delivery.Kind kind, Bytes message) {
        return new Delivery(kind, conversation, message);
    }

    @Test
    @DisplayName("hands welcomes to those whom an accepted commit adds, and commits to the others")
    void commits() {
        assertEquals(Optional.empty(), service.groupInfo(conversation));
        assertEquals(ACCEPTED, commit(alice, "aliceAddsBob"));
        CommitBundle first = recorded.commit("aliceAddsBob");
        assertEquals(Set.of(alice, bob), service.members(conversation));
        assertEquals(first.groupInfo(), service.groupInfo(conversation));
        assertEquals(List.of(delivery(Delivery.Kind.WELCOME, first.welcome().orElseThrow())), service.receive(bob));

        assertEquals(ACCEPTED, commit(alice, "aliceAddsCarol"));
        CommitBundle second = recorded.commit("aliceAddsCarol");
        assertEquals(Set.of(alice, bob, carol), service.members(conversation));
        assertEquals(List.of(delivery(Delivery.Kind.COMMIT, second.commit())), service.receive(bob));
        assertEquals(List.of(delivery(Delivery.Kind.WELCOME, second.welcome().orElseThrow())), service.receive(carol));

        assertEquals(ACCEPTED, commit(bob, "bobRemovesCarol"));
        CommitBundle third = recorded.commit("bobRemovesCarol");
        assertEquals(Set.of(alice, bob), service.members(conversation));
        assertEquals(List.of(delivery(Delivery.Kind.COMMIT, third.commit())), service.receive(carol));
        assertEquals(List.of(delivery(Delivery.Kind.COMMIT, third.commit())), service.receive(alice));
        assertEquals(List.of(), service.receive(bob));
    }

    @Test
    @DisplayName("takes the first commit of an epoch; who comes second is handed what it missed and asked to try again")
    void conflict() {
        commit(alice, "aliceAddsBob");
        service.receive(bob);
        commit(alice, "aliceAddsCarol");
        List<Delivery> missed = new ArrayList<>();
        MlsTransport transport = service.transport(bob, missed::addAll);
        assertEquals(RETRY, transport.sendCommitBundle(recorded.commit("bobUpdatesInTheSameEpoch")));
        assertEquals(
                List.of(delivery(
                        Delivery.Kind.COMMIT, recorded.commit("aliceAddsCarol").commit())),
                missed);
        assertEquals(List.of(), service.receive(bob));
        assertEquals(recorded.commit("aliceAddsCarol").groupInfo(), service.groupInfo(conversation));
    }

    @Test
    @DisplayName("leaves the inbox alone when the client does not catch up")
    void conflictWithoutCatchUp() {
        commit(alice, "aliceAddsBob");
        service.receive(bob);
        commit(alice, "aliceAddsCarol");
        assertEquals(RETRY, commit(bob, "bobUpdatesInTheSameEpoch"));
        assertEquals(1, service.receive(bob).size());
    }

    @Test
    @DisplayName("refuses the second commit if it was told to")
    void rejectedConflict() {
        DeliveryService strict = new DeliveryService(CommitConflict.REJECT);
        strict.transport(alice).sendCommitBundle(recorded.commit("aliceAddsBob"));
        strict.transport(alice).sendCommitBundle(recorded.commit("aliceAddsCarol"));
        assertEquals(
                new MlsTransportResponse.Rejected("another commit came first"),
                strict.transport(bob).sendCommitBundle(recorded.commit("bobUpdatesInTheSameEpoch")));
    }

    @Test
    @DisplayName("delivers messages and proposals to all other members, proposals in their own epoch only")
    void messages() {
        commit(alice, "aliceAddsBob");
        commit(alice, "aliceAddsCarol");
        List.of(alice, bob, carol).forEach(service::receive);
        Bytes message = recorded.message("message");
        Bytes proposal = recorded.message("proposal");
        MlsTransport transport = service.transport(carol);
        assertEquals(ACCEPTED, transport.sendMessage(message.toByteArray()));
        assertEquals(ACCEPTED, transport.sendMessage(proposal.toByteArray()));
        for (ClientId other : List.of(alice, bob)) {
            assertEquals(
                    List.of(delivery(Delivery.Kind.APPLICATION, message), delivery(Delivery.Kind.PROPOSAL, proposal)),
                    service.receive(other));
        }
        assertEquals(List.of(), service.receive(carol));

        commit(bob, "bobRemovesCarol");
        service.receive(alice);
        assertEquals(RETRY, transport.sendMessage(proposal.toByteArray()));
        assertEquals(ACCEPTED, transport.sendMessage(message.toByteArray()));
        assertEquals(List.of(delivery(Delivery.Kind.APPLICATION, message)), service.receive(alice));
    }

    @Test
    @DisplayName("can refuse, ask to try again, break before and break after")
    void faults() {
        service.failNextCommit(new DeliveryFault.Refused("too late"))
                .failNextCommit(new DeliveryFault.TryAgain())
                .failNextCommit(new DeliveryFault.NeverArrived())
                .failNextCommit(new DeliveryFault.AnswerLost());
        assertEquals(new MlsTransportResponse.Rejected("too late"), commit(alice, "aliceAddsBob"));
        assertEquals(RETRY, commit(alice, "aliceAddsBob"));
        TransportException never = assertThrows(TransportException.class, () -> commit(alice, "aliceAddsBob"));
        assertEquals(ErrorCode.TRANSPORT_UNREACHABLE, never.code());
        assertEquals(Set.of(), service.members(conversation));

        assertThrows(TransportException.class, () -> commit(alice, "aliceAddsBob"));
        assertEquals(Set.of(alice, bob), service.members(conversation));
        assertEquals(ACCEPTED, commit(alice, "aliceAddsBob"));
        assertEquals(1, service.receive(bob).size());
    }

    @Test
    @DisplayName("refuses what it cannot read, and what does not belong together")
    void refusals() {
        MlsTransport transport = service.transport(alice);
        CommitBundle first = recorded.commit("aliceAddsBob");
        byte[] commit = first.commit().toByteArray();
        for (int length = 0; length < 12; length++) {
            Bytes cut = Bytes.ofRange(commit, 0, length);
            assertInstanceOf(
                    MlsTransportResponse.Rejected.class,
                    transport.sendCommitBundle(new CommitBundle(cut, first.welcome(), first.groupInfo())));
        }
        Optional<Bytes> later = recorded.commit("bobRemovesCarol").groupInfo();
        for (Optional<Bytes> groupInfo : List.of(Optional.<Bytes>empty(), later, Optional.of(first.commit()))) {
            assertInstanceOf(
                    MlsTransportResponse.Rejected.class,
                    transport.sendCommitBundle(new CommitBundle(first.commit(), first.welcome(), groupInfo)));
        }
        assertInstanceOf(MlsTransportResponse.Rejected.class, transport.sendMessage(commit));
        assertInstanceOf(MlsTransportResponse.Rejected.class, commit(carol, "aliceAddsBob"));
        assertEquals(Set.of(), service.members(conversation));
    }

    @Test
    @DisplayName("hands each key package out once, the oldest first")
    void keyPackages() {
        KeyPackageDirectory directory = service.keyPackages();
        assertEquals(Optional.empty(), directory.claim(bob));
        directory.upload(bob, List.of(Bytes.of((byte) 1), Bytes.of((byte) 2), Bytes.of((byte) 3)));
        assertEquals(Optional.of(Bytes.of((byte) 1)), directory.claim(bob));
        assertEquals(2, directory.count(bob));
        assertEquals(2, directory.delete(bob));
        assertEquals(Optional.empty(), directory.claim(bob));
        assertEquals(0, directory.delete(alice));
    }

    @Test
    @DisplayName("proposes removals only where it is listed")
    void notListed() {
        Ciphersuite suite = Ciphersuite.ofId(1).orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> service.proposeRemoval(conversation, suite, bob));
        commit(alice, "aliceAddsBob");
        service.receive(bob);
        assertThrows(IllegalArgumentException.class, () -> service.proposeRemoval(conversation, suite, carol));
        assertThrows(IllegalArgumentException.class, () -> service.proposeRemoval(conversation, suite, bob));
        assertEquals(List.of(), service.receive(bob));
        assertEquals(
                service.wireServer(suite).signatureKey(),
                service.wireServer(suite).signatureKey());
        assertEquals(32, service.wireServer(suite).signatureKey().size());
    }

    @Test
    @DisplayName("is found by the name testkit, and by nothing else")
    void provider() {
        MlsTransportProvider provider = ServiceLoader.load(MlsTransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.name().equals("testkit"))
                .findFirst()
                .orElseThrow();
        assertTrue(provider.byNameOnly());
        assertEquals(ACCEPTED, provider.open(alice).sendCommitBundle(recorded.commit("aliceAddsBob")));
        assertEquals(Set.of(alice, bob), DeliveryService.ofThisProcess().members(conversation));
        assertSame(DeliveryService.ofThisProcess(), DeliveryService.ofThisProcess());
        DeliveryService.ofThisProcess().receive(bob);
    }
}
