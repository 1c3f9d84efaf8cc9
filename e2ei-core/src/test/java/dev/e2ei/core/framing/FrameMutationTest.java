package dev.e2ei.core.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.proposal.Sender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Altered octets of messages")
class FrameMutationTest {
    private static final int MUTATIONS = 20_000;
    private static final int OPENED = 2_000;

    private static byte[] mutate(byte[] original, byte[] other, Random random) {
        byte[] octets = original.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && octets.length > 0; i++) {
            int place = random.nextInt(octets.length);
            switch (random.nextInt(5)) {
                case 0 -> octets[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> octets[place] = (byte) random.nextInt(256);
                case 2 -> octets = Arrays.copyOf(octets, place);
                case 3 -> octets = spliced(octets, place, new byte[] {(byte) random.nextInt(256)});
                default -> {
                    int from = random.nextInt(other.length);
                    octets = spliced(
                            octets, place, Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from)));
                }
            }
        }
        return octets;
    }

    private static byte[] spliced(byte[] octets, int place, byte[] between) {
        byte[] longer = new byte[octets.length + between.length];
        System.arraycopy(octets, 0, longer, 0, place);
        System.arraycopy(between, 0, longer, place, between.length);
        System.arraycopy(octets, place, longer, place + between.length, octets.length - place);
        return longer;
    }

    private static List<byte[]> corpus() {
        List<MlsMessageOut> messages =
                new ArrayList<>(MessageMutationTest.messages().toList());
        messages.add(MlsMessageOut.of(WireFormsTest.welcome()));
        messages.add(MlsMessageOut.of(WireFormsTest.groupInfo()));
        messages.add(MlsMessageOut.of(TestClient.basic(1).keyPackage()));
        messages.add(MlsMessageOut.of(TestClient.x509(TestDevice.Kind.VALID, 1).keyPackage()));
        return messages.stream().map(message -> message.octets().toByteArray()).toList();
    }

    /** Anything but an exception of the engine fails the test by itself. */
    private static int refused(Consumer<byte[]> reader, int mutations, long seed) {
        List<byte[]> corpus = corpus();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < mutations; i++) {
            byte[] original = corpus.get(i % corpus.size());
            byte[] octets = mutate(original, corpus.get(random.nextInt(corpus.size())), random);
            if (Arrays.equals(original, octets)) {
                continue;
            }
            try {
                reader.accept(octets);
            } catch (MalformedMessageException e) {
                assertTrue(e.offset() >= 0 && e.offset() <= octets.length);
                refused++;
            } catch (MlsException e) {
                refused++;
            }
        }
        return refused;
    }

    private static Bytes written(MlsMessageIn message) {
        MlsMessageOut out;
        if (message instanceof PublicMessageIn open) {
            out = MlsMessageOut.of(open.message());
        } else if (message instanceof PrivateMessageIn hidden) {
            out = MlsMessageOut.of(hidden.message());
        } else if (message instanceof WelcomeIn welcome) {
            out = MlsMessageOut.of(welcome.welcome());
        } else if (message instanceof GroupInfoIn info) {
            out = MlsMessageOut.of(info.groupInfo());
        } else {
            out = MlsMessageOut.of(((KeyPackageIn) message).keyPackage());
        }
        return out.octets();
    }

    @Test
    @DisplayName("COD-4 COD-5 COD-9: are refused with the engine's exceptions, or read and written again as they are")
    void frames() {
        int refused =
                refused(octets -> assertEquals(Bytes.of(octets), written(MlsMessageIn.read(octets))), MUTATIONS, 1);
        assertTrue(refused > MUTATIONS / 4, refused + " refused");
    }

    @Test
    @DisplayName("COD-4: of key packages and group infos, framed or bare, with what is in their extensions")
    void bare() {
        refused(octets -> MlsMessageIn.readKeyPackage(octets).leaf().capabilities(), MUTATIONS, 2);
        refused(
                octets -> MlsMessageIn.readKeyPackage(
                        Arrays.copyOfRange(octets, Math.min(4, octets.length), octets.length)),
                MUTATIONS,
                3);
        refused(
                octets -> {
                    GroupInfo info = MlsMessageIn.readGroupInfo(octets);
                    info.externalPub();
                    info.ratchetTree();
                },
                MUTATIONS,
                4);
    }

    @Test
    @DisplayName("KS-9: of messages to a group do not get past signature and tags")
    void opened() {
        int refused = refused(
                octets -> {
                    if (MlsMessageIn.read(octets) instanceof GroupMessageIn message) {
                        VerifiedContent read = new MessageUnprotection(
                                        MessageMutationTest.EPOCH.crypto,
                                        MessageMutationTest.EPOCH.of(1),
                                        TestEpoch.WINDOW)
                                .open(message)
                                .verify();
                        assertEquals(new Sender.NewMemberCommit(), read.sender(), "only its tag is not signed");
                    }
                },
                OPENED,
                5);
        assertTrue(refused > OPENED / 4, refused + " refused");
    }
}
