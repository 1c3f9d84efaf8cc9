package dev.e2ei.core.proposal;

import static dev.e2ei.core.proposal.TestGroup.member;
import static dev.e2ei.core.proposal.TestGroup.received;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.identity.TestDevice.Kind;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Altered proposals")
class AlteredProposalsTest {
    private static final int MUTATIONS = 1_500;
    private static final TestGroup GROUP = TestGroup.of(4);
    private static final Optional<LeafNode> PATH = Optional.of(GROUP.pathLeaf(0));

    private static byte[] mutate(byte[] original, Random random) {
        byte[] octets = original.clone();
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes && octets.length > 0; i++) {
            int place = random.nextInt(octets.length);
            switch (random.nextInt(4)) {
                case 0 -> octets[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> octets[place] = (byte) random.nextInt(256);
                case 2 -> octets[place] = (byte) 0xff;
                default -> octets = Arrays.copyOf(octets, place);
            }
        }
        return octets;
    }

    private static List<Proposal> proposals() {
        return List.of(
                new Add(TestClient.basic(10).keyPackage()),
                new Add(TestClient.x509(Kind.VALID, 11).keyPackage()),
                GROUP.update(1),
                new Remove(2),
                new PreSharedKeyProposal(new PreSharedKeyId.External(Bytes.ofUtf8("id"), Bytes.of(new byte[32]))),
                new ReInit(Bytes.ofUtf8("next"), 1, 1, Extensions.NONE),
                new GroupContextExtensionsProposal(GROUP.context.extensions()));
    }

    /** Any exception but the two that are declared fails the test by itself. */
    private static String outcome(Runnable action) {
        try {
            action.run();
            return "taken";
        } catch (MalformedMessageException e) {
            return "malformed";
        } catch (MessageRejectedException e) {
            return e.rule();
        }
    }

    private static void commit(Proposal proposal) {
        GROUP.commit(false, member(0), List.of(received(1, proposal)), PATH);
    }

    @Test
    @DisplayName("are malformed, rejected with a rule, or taken: nothing else, and the group is as it was")
    void onTheWire() {
        Random random = new Random(11);
        Map<String, Integer> outcomes = new TreeMap<>();
        List<byte[]> corpus = proposals().stream().map(Proposal.CODEC::toOctets).toList();
        Bytes before = GROUP.tree.treeHash(GROUP.members.get(0).crypto());
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] octets = mutate(corpus.get(i % corpus.size()), random);
            String outcome = outcome(() -> {
                Proposal read = Proposal.CODEC.fromOctets(octets, DecodeLimits.MESSAGE);
                assertEquals(Bytes.of(octets), Bytes.of(Proposal.CODEC.toOctets(read)));
                commit(read);
            });
            outcomes.merge(outcome, 1, Integer::sum);
        }
        assertEquals(before, GROUP.tree.treeHash(GROUP.members.get(0).crypto()));
        assertTrue(outcomes.get("malformed") > MUTATIONS / 10, outcomes.toString());
        assertTrue(outcomes.get("KP-3") > 10, outcomes.toString());
        assertTrue(outcomes.size() > 8, outcomes.toString());
    }

    @Test
    @DisplayName("of somebody who signs whatever it says are rejected with a rule, or harmless")
    void signed() {
        Random random = new Random(12);
        Map<String, Integer> outcomes = new TreeMap<>();
        List<TestClient> clients = new ArrayList<>();
        clients.add(TestClient.basic(10));
        clients.add(TestClient.x509(Kind.VALID, 11));
        List<byte[]> leaves = clients.stream()
                .map(client -> client.leaf().octets().toByteArray())
                .toList();
        for (int i = 0; i < MUTATIONS; i++) {
            TestClient client = clients.get(i % clients.size());
            byte[] octets = mutate(leaves.get(i % clients.size()), random);
            String outcome = outcome(() -> {
                LeafNode read = LeafNode.of(Bytes.of(octets));
                LeafNode leaf = client.sign(read.content(), GROUP.place(1));
                commit(new Add(client.keyPackage(leaf)));
            });
            outcomes.merge(outcome, 1, Integer::sum);
        }
        assertTrue(outcomes.get("LN-4") > 50, outcomes.toString());
        assertTrue(outcomes.get("taken") > 0, outcomes.toString());
        assertTrue(outcomes.size() > 8, outcomes.toString());
    }
}
