package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The labels are built here, in the form of RFC 9420, sections 5.1 and 5.2: the provider knows none. */
@DisplayName("The MLS working group's crypto basics")
class MlsCryptoBasicsTest {
    static Stream<JsonNode> suites() {
        return StreamSupport.stream(Vectors.json("mls/crypto-basics.json").spliterator(), false);
    }

    @Test
    @DisplayName("cover all seven suites")
    void all() {
        assertEquals(7, suites().count());
    }

    @ParameterizedTest(name = "suite {index}")
    @MethodSource("suites")
    @DisplayName("sign and verify with a label")
    void signWithLabel(JsonNode vector) {
        CiphersuiteCrypto crypto = crypto(vector);
        JsonNode part = vector.required("sign_with_label");
        byte[] content = labeled(part, Vectors.hex(part, "content"));
        byte[] publicKey = Vectors.hex(part, "pub");
        byte[] privateKey = Vectors.hex(part, "priv");
        assertTrue(crypto.verify(publicKey, content, Vectors.hex(part, "signature")));
        assertTrue(crypto.verify(publicKey, content, crypto.sign(privateKey, content)));
        assertArrayEquals(publicKey, crypto.signaturePublicKey(privateKey));
        content[content.length - 1] ^= 1;
        assertFalse(crypto.verify(publicKey, content, Vectors.hex(part, "signature")));
    }

    @ParameterizedTest(name = "suite {index}")
    @MethodSource("suites")
    @DisplayName("encrypt and decrypt with a label")
    void encryptWithLabel(JsonNode vector) {
        CiphersuiteCrypto crypto = crypto(vector);
        JsonNode part = vector.required("encrypt_with_label");
        byte[] info = labeled(part, Vectors.hex(part, "context"));
        byte[] plaintext = Vectors.hex(part, "plaintext");
        byte[] publicKey = Vectors.hex(part, "pub");
        byte[] privateKey = Vectors.hex(part, "priv");
        assertArrayEquals(
                plaintext,
                crypto.hpkeOpen(
                        Vectors.hex(part, "kem_output"),
                        privateKey,
                        publicKey,
                        info,
                        new byte[0],
                        Vectors.hex(part, "ciphertext")));
        HpkeCiphertext sealed = crypto.hpkeSeal(publicKey, info, new byte[0], plaintext);
        assertArrayEquals(
                plaintext,
                crypto.hpkeOpen(sealed.kemOutput(), privateKey, publicKey, info, new byte[0], sealed.ciphertext()));
    }

    @ParameterizedTest(name = "suite {index}")
    @MethodSource("suites")
    @DisplayName("expand with a label and hash a reference")
    void expandWithLabel(JsonNode vector) {
        CiphersuiteCrypto crypto = crypto(vector);
        JsonNode expand = vector.required("expand_with_label");
        int length = expand.required("length").intValue();
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.write(length >>> 8);
        info.write(length);
        info.writeBytes(labeled(expand, Vectors.hex(expand, "context")));
        assertArrayEquals(
                Vectors.hex(expand, "out"), crypto.expand(Vectors.hex(expand, "secret"), info.toByteArray(), length));

        JsonNode reference = vector.required("ref_hash");
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        writeVector(input, reference.required("label").textValue().getBytes(StandardCharsets.UTF_8));
        writeVector(input, Vectors.hex(reference, "value"));
        assertArrayEquals(Vectors.hex(reference, "out"), crypto.hash(input.toByteArray()));
    }

    private static CiphersuiteCrypto crypto(JsonNode vector) {
        return Suites.crypto(vector.required("cipher_suite").intValue());
    }

    private static byte[] labeled(JsonNode part, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String label = "MLS 1.0 " + part.required("label").textValue();
        writeVector(out, label.getBytes(StandardCharsets.UTF_8));
        writeVector(out, content);
        return out.toByteArray();
    }

    // RFC 9420, section 2.1.2; nothing here is longer than 16383 octets.
    private static void writeVector(ByteArrayOutputStream out, byte[] octets) {
        if (octets.length >= 0x40) {
            out.write(0x40 | octets.length >>> 8);
        }
        out.write(octets.length);
        out.writeBytes(octets);
    }
}
