package dev.e2ei.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.tree.Extensions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The key schedule")
class KeyScheduleTest {
    private static final LabeledCrypto CRYPTO = TestSecrets.CRYPTO;
    private static final KeySchedule SCHEDULE = new KeySchedule(CRYPTO);
    private static final byte[] CONTEXT = {1, 2, 3};

    private static PreSharedKey psk(int secret, Bytes id, Bytes nonce) {
        return new PreSharedKey(new PreSharedKeyId.External(id, nonce), TestSecrets.of(secret));
    }

    @Test
    @DisplayName("KS-1 CS-11: joiner, member, welcome and epoch as they are drawn, salt and input not exchanged")
    void asDrawn() {
        Secret init = TestSecrets.of(1);
        Secret commit = TestSecrets.of(2);
        Secret psk = TestSecrets.of(3);
        byte[] extracted = init.use(salt -> commit.use(input -> CRYPTO.extract(salt, input)));
        byte[] joiner = CRYPTO.expandWithLabel(extracted, "joiner", CONTEXT, 32);
        Secret made = SCHEDULE.joiner(init, commit, CONTEXT);
        assertEquals(Bytes.of(joiner), TestSecrets.octets(made));
        byte[] member = psk.use(input -> CRYPTO.extract(joiner, input));
        assertEquals(Bytes.of(CRYPTO.deriveSecret(member, "welcome")), TestSecrets.octets(SCHEDULE.welcome(made, psk)));
        byte[] epoch = CRYPTO.expandWithLabel(member, "epoch", CONTEXT, 32);
        EpochSecrets secrets = SCHEDULE.epoch(made, psk, CONTEXT);
        for (EpochSecret kind : EpochSecret.values()) {
            assertEquals(Bytes.of(CRYPTO.deriveSecret(epoch, kind.label())), TestSecrets.octets(secrets.get(kind)));
        }
        assertNotEquals(made, SCHEDULE.joiner(commit, init, CONTEXT));
        assertNotEquals(made, SCHEDULE.joiner(init, commit, new byte[] {1}));
        assertEquals(Bytes.of(new byte[32]), TestSecrets.octets(SCHEDULE.noCommitSecret()));
    }

    @Test
    @DisplayName("KS-2: nine secrets, all different; GR-1: those of a new group are random")
    void creation() {
        Set<Bytes> all = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            EpochSecrets secrets = SCHEDULE.creation(TestSecrets.RANDOM);
            secrets.present().forEach(kind -> all.add(TestSecrets.octets(secrets.get(kind))));
        }
        assertEquals(27, all.size());
    }

    @Test
    @DisplayName("KS-8 KS-13: what is left of a past epoch, in memory and in its row")
    void past() {
        EpochSecrets secrets = SCHEDULE.creation(TestSecrets.RANDOM);
        EpochSecrets kept = secrets.only(EnumSet.of(EpochSecret.SENDER_DATA, EpochSecret.RESUMPTION));
        Secret init = secrets.get(EpochSecret.INIT);
        Bytes resumption = TestSecrets.octets(secrets.get(EpochSecret.RESUMPTION));
        secrets.close();
        assertTrue(init.isDestroyed());
        assertThrows(IllegalStateException.class, () -> kept.get(EpochSecret.INIT));
        EpochSecrets stored = TestSecrets.stored(new EpochSecretsRowCodec(), kept);
        assertEquals(EnumSet.of(EpochSecret.SENDER_DATA, EpochSecret.RESUMPTION), Set.copyOf(stored.present()));
        assertEquals(resumption, TestSecrets.octets(stored.get(EpochSecret.RESUMPTION)));
        assertEquals("EpochSecrets[SENDER_DATA, RESUMPTION]", stored.toString());
    }

    @Test
    @DisplayName("CS-9 GI-5: the confirmation tag is a MAC over the transcript hash, also over the empty one")
    void confirmationTag() {
        EpochSecrets secrets = SCHEDULE.creation(TestSecrets.RANDOM);
        for (Bytes hash : List.of(Bytes.EMPTY, Bytes.ofUtf8("hash"))) {
            Bytes tag = secrets.confirmationTag(CRYPTO, hash);
            Bytes expected =
                    Bytes.of(secrets.get(EpochSecret.CONFIRMATION).use(key -> CRYPTO.mac(key, hash.toByteArray())));
            assertEquals(expected, tag);
            assertTrue(secrets.isConfirmedBy(CRYPTO, hash, tag));
            assertFalse(secrets.isConfirmedBy(CRYPTO, hash, Bytes.EMPTY));
            assertFalse(secrets.isConfirmedBy(CRYPTO, Bytes.ofUtf8("other"), tag));
            assertFalse(SCHEDULE.creation(TestSecrets.RANDOM).isConfirmedBy(CRYPTO, hash, tag));
        }
    }

    @Test
    @DisplayName("KS-14: the authenticator is the same for who joins and who stays, and another one in each epoch")
    void authenticator() {
        Secret joiner = SCHEDULE.joiner(TestSecrets.of(1), SCHEDULE.noCommitSecret(), CONTEXT);
        Secret none = PskSecret.of(CRYPTO, List.of());
        Bytes first = SCHEDULE.epoch(joiner, none, CONTEXT).authenticator();
        assertEquals(first, SCHEDULE.epoch(joiner.copy(), none, CONTEXT).authenticator());
        assertNotEquals(first, SCHEDULE.epoch(joiner, none, new byte[] {9}).authenticator());
        assertNotEquals(
                first, SCHEDULE.epoch(joiner, TestSecrets.of(1), CONTEXT).authenticator());
    }

    @Test
    @DisplayName("KS-6 KS-15: another secret for each label, context, length and epoch, within the bounds of the KDF")
    void exporter() {
        Exporter exporter = new Exporter(CRYPTO);
        EpochSecrets secrets = SCHEDULE.creation(TestSecrets.RANDOM);
        byte[] derived = secrets.get(EpochSecret.EXPORTER).use(secret -> CRYPTO.deriveSecret(secret, "exporter"));
        assertEquals(
                Bytes.of(CRYPTO.expandWithLabel(derived, "exported", CRYPTO.hash(CONTEXT), 40)),
                TestSecrets.octets(exporter.export(secrets, "exporter", CONTEXT, 40)));
        Set<Bytes> all = new HashSet<>();
        for (String label : List.of("a", "b")) {
            for (byte[] context : List.of(new byte[0], CONTEXT)) {
                all.add(TestSecrets.octets(exporter.export(secrets, label, context, 32)));
                all.add(TestSecrets.octets(exporter.export(SCHEDULE.creation(TestSecrets.RANDOM), label, context, 32)));
            }
        }
        assertEquals(8, all.size());
        assertEquals(255 * 32, exporter.export(secrets, "a", CONTEXT, 255 * 32).size());
        for (int length : new int[] {0, -1, 255 * 32 + 1, Integer.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> exporter.export(secrets, "a", CONTEXT, length));
        }
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("KS-5 EX-2: who joins by itself and who is there agree on the secret, in every suite")
    void externalInit(Ciphersuite suite) {
        LabeledCrypto crypto = TestClient.crypto(suite);
        EpochSecrets secrets = new KeySchedule(crypto).creation(TestSecrets.RANDOM);
        Bytes externalPub = Bytes.of(secrets.externalKeyPair(crypto).publicKey());
        try (ExternalInit joiner = ExternalInit.join(crypto, externalPub);
                Secret member = ExternalInit.accept(crypto, secrets, joiner.kemOutput())) {
            assertEquals(joiner.initSecret(), member);
            assertEquals(crypto.hashLength(), member.size());
            EpochSecrets other = new KeySchedule(crypto).creation(TestSecrets.RANDOM);
            assertNotEquals(member, ExternalInit.accept(crypto, other, joiner.kemOutput()));
        }
        byte[] key = externalPub.toByteArray();
        for (byte[] wrong : new byte[][] {{}, {1, 2}, new byte[key.length], new byte[key.length + 1]}) {
            assertEquals(
                    "PR-7",
                    assertThrows(
                                    MessageRejectedException.class,
                                    () -> ExternalInit.accept(crypto, secrets, Bytes.of(wrong)))
                            .rule());
            assertEquals(
                    "EX-2",
                    assertThrows(MessageRejectedException.class, () -> ExternalInit.join(crypto, Bytes.of(wrong)))
                            .rule());
        }
    }

    @Test
    @DisplayName("PS-1 PS-2 PS-3: zeros without keys; order, id and nonce count")
    void psks() {
        assertEquals(Bytes.of(new byte[32]), TestSecrets.octets(PskSecret.of(CRYPTO, List.of())));
        Bytes a = Bytes.ofUtf8("a");
        Bytes b = Bytes.ofUtf8("b");
        List<List<PreSharedKey>> lists = List.of(
                List.of(psk(1, a, a)),
                List.of(psk(1, b, a)),
                List.of(psk(1, a, b)),
                List.of(psk(2, a, a)),
                List.of(psk(1, a, a), psk(2, b, b)),
                List.of(psk(2, b, b), psk(1, a, a)),
                List.of(psk(1, a, a), psk(1, a, b)),
                List.of(new PreSharedKey(
                        new PreSharedKeyId.Resumption(ResumptionUsage.APPLICATION, a, 1, a), TestSecrets.of(1))));
        Set<Bytes> all = new HashSet<>();
        lists.forEach(list -> all.add(TestSecrets.octets(PskSecret.of(CRYPTO, list))));
        assertEquals(lists.size(), all.size());
        assertFalse(psk(1, a, a).toString().contains("Secret"));
    }

    @Test
    @DisplayName("PS-9: as many keys as a uint16 counts, and not one more")
    void mostPsks() {
        PreSharedKey key = psk(1, Bytes.EMPTY, Bytes.EMPTY);
        PskSecret.of(CRYPTO, Collections.nCopies(0xffff, key));
        List<PreSharedKey> more =
                IntStream.rangeClosed(0, 0xffff).mapToObj(i -> key).toList();
        assertEquals(
                "PS-9",
                assertThrows(MessageRejectedException.class, () -> PskSecret.of(CRYPTO, more))
                        .rule());
    }

    @Test
    @DisplayName("KS-4: interim and confirmed hash feed each other, from empty strings on")
    void transcript() {
        TranscriptHash transcript = new TranscriptHash(CRYPTO);
        Bytes tag = Bytes.ofUtf8("tag");
        Bytes interim = transcript.interim(Bytes.EMPTY, tag);
        assertEquals(Bytes.of(CRYPTO.hash(Bytes.fromHex("03" + tag.hex()).toByteArray())), interim);
        Bytes confirmed = transcript.confirmed(interim, CONTEXT);
        assertEquals(
                Bytes.of(CRYPTO.hash(Bytes.fromHex(interim.hex() + "010203").toByteArray())), confirmed);
        assertNotEquals(interim, transcript.interim(confirmed, tag));
    }

    @Test
    @DisplayName("KS-3: epochs are counted without a sign, and never from the beginning again")
    void lastEpoch() {
        Bytes hash = Bytes.of(new byte[32]);
        GroupContext context = new GroupContext(
                Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519,
                Bytes.of((byte) 1),
                -2,
                hash,
                hash,
                Extensions.NONE);
        GroupContext last = context.next(hash, Extensions.NONE);
        assertEquals(-1, last.epoch());
        MlsException refused = assertThrows(MlsException.class, () -> last.next(hash, Extensions.NONE));
        assertEquals(ErrorCode.MLS_LIMIT, refused.code());
    }
}
