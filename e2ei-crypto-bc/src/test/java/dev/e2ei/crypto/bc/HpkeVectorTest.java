package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("HPKE as in RFC 9180's own vectors")
class HpkeVectorTest {
    private static final String FILE = "hpke/boringssl-hpke_test_vectors.txt.xz";

    static Stream<Vector> baseMode() {
        return vectors().stream().filter(vector -> vector.number("mode") == 0);
    }

    @Test
    @DisplayName("the file has base mode for both KEMs and all three AEADs, the other six are a mode that MLS lacks")
    void contents() {
        assertEquals(12, vectors().size());
        assertEquals(
                List.of("16 1", "16 2", "16 3", "32 1", "32 2", "32 3"),
                baseMode()
                        .map(vector -> vector.number("kem_id") + " " + vector.number("aead_id"))
                        .sorted()
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("baseMode")
    @DisplayName("key pairs are derived from the recipient's and the sender's seed")
    void deriveKeyPair(Vector vector) {
        KeyPairOctets recipient = vector.kem().derive(vector.hex("ikmR"));
        assertArrayEquals(vector.hex("skRm"), recipient.privateKey());
        assertArrayEquals(vector.hex("pkRm"), recipient.publicKey());
        assertArrayEquals(vector.hex("enc"), vector.ephemeral().publicKey());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("baseMode")
    @DisplayName("the sender seals and the recipient opens each message of the exchange")
    void encryptions(Vector vector) {
        try (HpkeContext sender = vector.sender();
                HpkeContext recipient = vector.recipient()) {
            List<Map<String, String>> messages = vector.parts("aad");
            assertEquals(257, messages.size());
            for (int i = 0; i < messages.size(); i++) {
                byte[] associatedData = Vectors.hex(messages.get(i).get("aad"));
                byte[] plaintext = Vectors.hex(messages.get(i).get("pt"));
                byte[] ciphertext = Vectors.hex(messages.get(i).get("ct"));
                assertArrayEquals(ciphertext, sender.seal(i, associatedData, plaintext));
                assertArrayEquals(plaintext, recipient.open(i, associatedData, ciphertext));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("baseMode")
    @DisplayName("both sides export the same secrets")
    void exports(Vector vector) {
        try (HpkeContext sender = vector.sender();
                HpkeContext recipient = vector.recipient()) {
            List<Map<String, String>> exports = vector.parts("exporter_context");
            assertEquals(3, exports.size());
            for (Map<String, String> export : exports) {
                byte[] context = Vectors.hex(export.get("exporter_context"));
                int length = Integer.parseInt(export.get("L"));
                assertArrayEquals(Vectors.hex(export.get("exported_value")), sender.export(context, length));
                assertArrayEquals(Vectors.hex(export.get("exported_value")), recipient.export(context, length));
            }
        }
    }

    private static List<Vector> vectors() {
        List<Vector> vectors = new ArrayList<>();
        Vector current = null;
        for (String line : Vectors.lines(FILE)) {
            if (line.startsWith("mode =")) {
                current = new Vector();
                vectors.add(current);
            }
            int equals = line.indexOf('=');
            if (current != null && equals > 0 && !line.startsWith("#")) {
                current.add(
                        line.substring(0, equals).trim(),
                        line.substring(equals + 1).trim());
            }
        }
        return vectors;
    }

    /** One exchange of the file: members that occur once, then messages and exports in order. */
    private static final class Vector {
        private final Map<String, String> members = new HashMap<>();
        private final List<Map<String, String>> parts = new ArrayList<>();

        void add(String name, String value) {
            if (name.equals("aad") || name.equals("exporter_context")) {
                parts.add(new HashMap<>());
            }
            (parts.isEmpty() ? members : parts.get(parts.size() - 1)).put(name, value);
        }

        List<Map<String, String>> parts(String firstMember) {
            return parts.stream().filter(part -> part.containsKey(firstMember)).toList();
        }

        byte[] hex(String member) {
            return Vectors.hex(members.get(member));
        }

        int number(String member) {
            return Integer.parseInt(members.get(member));
        }

        DhKem kem() {
            return new DhKem(number("kem_id") == 16 ? new NistGroup(NistCurve.P256) : MontgomeryGroup.CURVE25519);
        }

        /** The file's seed is the input of DeriveKeyPair for P-256, and the scalar itself for X25519. */
        KeyPairOctets ephemeral() {
            byte[] seed = hex("sender_seed");
            if (number("kem_id") == 16) {
                return kem().derive(seed);
            }
            byte[] publicKey = new byte[X25519.POINT_SIZE];
            X25519.generatePublicKey(seed, 0, publicKey, 0);
            return new KeyPairOctets(publicKey, seed);
        }

        HpkeContext sender() {
            DhKem.Encapsulation encapsulation = kem().encapsulate(hex("pkRm"), ephemeral());
            assertArrayEquals(hex("enc"), encapsulation.kemOutput());
            return schedule().base(hex("info")).context(encapsulation.sharedSecret());
        }

        HpkeContext recipient() {
            byte[] secret =
                    kem().decapsulate(hex("enc"), hex("skRm"), hex("pkRm")).orElseThrow();
            return schedule().base(hex("info")).context(secret);
        }

        private HpkeSchedule schedule() {
            return new HpkeSchedule(kem(), new Hkdf(Sha2.SHA_256), Aead.values()[number("aead_id") - 1]);
        }

        @Override
        public String toString() {
            return "kem " + members.get("kem_id") + " aead " + members.get("aead_id");
        }
    }
}
