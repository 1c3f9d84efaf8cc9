package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.keypackage.KeyPackageBuilder;
import dev.e2ei.core.keypackage.NewKeyPackage;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message writes one row, as large in a large conversation as in a small one")
class RowsOfMessagesTest {
    private final TestClients world = new TestClients();

    /** Members that nobody plays. */
    private List<Bytes> keyPackages(int count) {
        LabeledCrypto crypto = new LabeledCrypto(
                world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow());
        List<Bytes> keyPackages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try (SignatureKey key = SignatureKey.generate(crypto.crypto())) {
                BasicCredential credential =
                        new BasicCredential(Bytes.ofUtf8(new UUID(7, i) + ":" + (i + 1) + "@wire.example"));
                KeyPackageBuilder builder =
                        new KeyPackageBuilder(crypto, MlsProfile.wire(), credential, key.publicKey());
                try (NewKeyPackage made = key.privateKey().use(octets -> builder.build(octets, world.now))) {
                    keyPackages.add(made.keyPackage().octets());
                }
            }
        }
        return keyPackages;
    }

    /** Octets of the second message sent, and of the second one received. */
    private List<Integer> octets(int members) {
        try (TestRoom room = new TestRoom().basic()) {
            if (members > 2) {
                List<Bytes> others = keyPackages(members - 2);
                room.alice.in(conversation -> conversation.addMembers(others));
                room.bob.read(room.alice.delivery.last().commit());
            }
            assertEquals(members, room.bob.view().members().size());
            room.bob.read(room.alice.send("first"));
            room.alice.engine.clearCounts();
            room.bob.engine.clearCounts();
            Bytes message = room.alice.send("second");
            room.bob.read(message);
            List<Integer> octets = new ArrayList<>();
            for (TestMember member : List.of(room.alice, room.bob)) {
                assertEquals(1, member.engine.puts.size(), () -> member.engine.puts.toString());
                assertEquals(0, member.engine.deletions);
                assertEquals(1, member.engine.commits);
                octets.add(member.engine.puts.get(0).octets());
            }
            return octets;
        }
    }

    @Test
    @DisplayName("with 2 and with 200 members")
    void flat() {
        List<Integer> small = octets(2);
        List<Integer> large = octets(200);
        for (int i = 0; i < 2; i++) {
            assertTrue(Math.abs(small.get(i) - large.get(i)) <= 8, small + " and " + large);
            assertTrue(large.get(i) < 400, large + " octets");
        }
    }

    @Test
    @DisplayName("and the first one of an epoch writes the secrets of its way through the tree, once")
    void first() {
        try (TestRoom room = new TestRoom().basic()) {
            List<Bytes> others = keyPackages(62);
            room.alice.in(conversation -> conversation.addMembers(others));
            room.alice.engine.clearCounts();
            room.alice.send("first");
            Set<String> keyspaces = new HashSet<>();
            room.alice.engine.puts.forEach(put -> keyspaces.add(put.keyspace()));
            assertTrue(room.alice.engine.puts.size() <= 6 + 2 + 1, () -> room.alice.engine.puts.toString());
            assertTrue(keyspaces.stream().allMatch(keyspace -> keyspace.startsWith("group-")), keyspaces::toString);
        }
    }
}
