package dev.e2ei.tests.bench;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;

/** A creator, one more client that can join, and the key packages of all others, which stay silent. */
final class GroupOfMembers implements AutoCloseable {
    private final CertifiedMembers clients = new CertifiedMembers();
    private final CertifiedMembers.Accepting transport = new CertifiedMembers.Accepting();
    private final CertifiedMembers.Accepting joinersTransport = new CertifiedMembers.Accepting();
    private final CountingStorage creatorsStorage = new CountingStorage();
    private final E2eiClient creator = clients.member(transport, creatorsStorage);
    private final E2eiClient joiner = clients.member(joinersTransport);
    private final List<Bytes> silent = new ArrayList<>();

    GroupOfMembers(int members) {
        for (int i = 2; i < members; i++) {
            silent.add(CertifiedMembers.keyPackage(clients.member(new CertifiedMembers.Accepting())));
        }
    }

    E2eiClient creator() {
        return creator;
    }

    E2eiClient joiner() {
        return joiner;
    }

    long writtenByCreator() {
        return creatorsStorage.octets();
    }

    /** Lets the joiner forget every verdict: it trusts one more root than before. */
    void trustAnother() {
        clients.trustAnother(joiner);
    }

    Bytes lastCommit() {
        return transport.last.commit();
    }

    /** The key packages of all but the creator, the joiner's a fresh one. */
    List<Bytes> keyPackages() {
        List<Bytes> all = new ArrayList<>(silent);
        all.add(CertifiedMembers.keyPackage(joiner));
        return all;
    }

    ConversationId createEmpty() {
        ConversationId id = clients.freshId();
        creator.inTransaction(tx -> tx.createConversation(id, ConversationConfig.of(CertifiedMembers.SUITE)));
        return id;
    }

    /** With everybody added. */
    ConversationId create() {
        ConversationId id = createEmpty();
        List<Bytes> all = keyPackages();
        creator.inTransaction(tx -> tx.conversation(id).addMembers(all));
        return id;
    }

    Bytes welcome() {
        return transport.last.welcome().orElseThrow();
    }

    E2eiClient join() {
        Bytes welcome = welcome();
        joiner.inTransaction(tx -> tx.joinByWelcome(welcome));
        return joiner;
    }

    @Override
    public void close() {
        clients.close();
    }
}
