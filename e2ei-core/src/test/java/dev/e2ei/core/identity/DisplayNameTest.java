package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TestName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A name that is shown")
class DisplayNameTest {
    private static String of(String text) {
        return dev.e2ei.core.identity.DisplayName.of(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alice Smith",
                "Zo\u00eb M\u00fcller-L\u00fcdenscheidt",
                "O'Neil, Sin\u00e9ad (she/her)",
                "\u5c71\u7530 \u592a\u90ce",
                "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
                "\u0d28\u0d4d\u200d",
                "\u05d3\u05d5\u05d3",
                "Alice \ud83d\udc69\u200d\ud83d\udcbb",
                "\u2764\ufe0f Bob",
                "7\ufe0f\u20e3"
            })
    @DisplayName("is any that people can read")
    void readable(String name) {
        assertEquals(name, of(name));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x0a, 0x1b, 0x7f, 0x85, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x200b,
                0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2063,
                0x2065, 0x2066, 0x2067, 0x2068, 0x2069, 0x206f, 0x2800, 0x3164, 0xd800, 0xfe00, 0xfe0f, 0xfeff, 0xffa0,
                0xfff9, 0xffff, 0x1bca0, 0x1d173, 0xe0001, 0xe0041, 0xe007f, 0xe0100, 0x10fffe
            })
    @DisplayName("has nothing that is not seen, or turns around what is")
    void invisible(int c) {
        for (String text : new String[] {
            "Ali" + Character.toString(c) + "ce", Character.toString(c) + "Alice", "Alice" + Character.toString(c)
        }) {
            PathRejectedException refused = assertThrows(PathRejectedException.class, () -> of(text));
            assertEquals(Reason.DISPLAY_NAME, refused.reason());
            assertEquals(String.format("U+%04X", c), refused.found());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x180a, 0x1810, 0x27ff, 0x2801, 0xfdfd, 0xfe10, 0xffee, 0x1f600, 0x20000, 0xe000})
    @DisplayName("has what lies beside that, which is seen")
    void visible(int c) {
        String text = "Ali" + Character.toString(c) + "ce";
        assertEquals(text, of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0301\u200db", // Latin letters are not joined
                "\u0639\u200c", // nothing follows
                "\u200c\u0639",
                "\u0639\u200c ",
                "\u2764\u200d", // pictures are joined with pictures
                "\u2764\u200da",
                "a\ufe0f",
                " \ufe0f",
                "\u5c71\u200c\u7530"
            })
    @DisplayName("has invisible characters only where they shape what is beside them")
    void joiners(String text) {
        assertThrows(PathRejectedException.class, () -> of(text));
    }

    @Test
    @DisplayName("is composed, so that equal names are equal text")
    void composed() {
        assertEquals("Zo\u00eb", of("Zoe\u0308"));
        assertEquals(of("\u212bngstr\u00f6m"), of("A\u030angstro\u0308m"));
    }

    @Test
    @DisplayName("is more than blanks")
    void blank() {
        for (String text : new String[] {"", " ", "\u3000", " \u2003 "}) {
            assertThrows(PathRejectedException.class, () -> of(text));
        }
    }

    @Test
    @DisplayName("is what a leaf proves, and makes it malformed otherwise")
    void inLeaves() {
        assertEquals("Zo\u00eb", read("Zoe\u0308").displayName());
        PathRejectedException refused = assertThrows(PathRejectedException.class, () -> read("Alice\u202e htimS"));
        assertEquals(Reason.DISPLAY_NAME, refused.reason());
        assertTrue(!refused.getMessage().contains("Alice"));
    }

    @Test
    @DisplayName("is what a handle has too, as it is spelled")
    void handles() {
        assertEquals("zo\u00eb", handle("zo%C3%AB"));
        for (String spelled : new String[] {"zoe%CC%88", "alice%E2%80%AE", "ali%E2%80%8Bce", "%C2%ADalice"}) {
            assertEquals(
                    Reason.HANDLE,
                    assertThrows(PathRejectedException.class, () -> handle(spelled))
                            .reason());
        }
    }

    private static String handle(String spelled) {
        return WireIdentityReader.read(TestCertificate.leaf("CA")
                        .names(
                                "uri:" + TestCertificate.CLIENT_ID,
                                "uri:" + TestCertificate.HANDLE.replace("alice_wire", spelled))
                        .signedBy(TestKey.p256()))
                .handle()
                .name();
    }

    private static ClaimedIdentity read(String name) {
        return WireIdentityReader.read(TestCertificate.leaf("CA")
                .subject(TestName.of("O", "wire.com", "CN", name))
                .signedBy(TestKey.p256()));
    }
}
