package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("PEM of a revocation list")
class CrlPemTest {
    private static final String BEGIN = "-----BEGIN X509 CRL-----\n";
    private static final String END = "-----END X509 CRL-----\n";

    private static byte[] read(String pem) {
        return CrlPem.der(pem.getBytes(StandardCharsets.UTF_8));
    }

    private static String pem(byte[] der) {
        byte[] newline = {'\n'};
        return BEGIN + Base64.getMimeEncoder(64, newline).encodeToString(der) + "\n" + END;
    }

    @Test
    @DisplayName("is read as it is written, for every length of the last group, with either line end")
    void roundTrip() {
        for (int length = 1; length < 200; length++) {
            byte[] der = new byte[length];
            Arrays.fill(der, (byte) (length * 7));
            assertArrayEquals(der, read(pem(der)));
            assertArrayEquals(der, read(pem(der).replace("\n", "\r\n")));
            assertArrayEquals(der, read("\n\r\n" + pem(der) + "\n\r\n"));
            assertArrayEquals(der, read(pem(der).stripTrailing()));
        }
    }

    @Test
    @DisplayName("is told from DER by its first octet; DER is not copied")
    void der() {
        for (byte[] octets : new byte[][] {{}, {0x30, 0}, {'0'}, "no list".getBytes(StandardCharsets.US_ASCII)}) {
            assertSame(octets, CrlPem.der(octets));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "\n",
                "\r",
                "\n\n\n",
                "-----BEGIN X509 CRL-----",
                "-----BEGIN X509 CRL-----\nc2Vjb25k\n",
                "-----BEGIN X509 CRL-----\nc2Vjb25\n-----END X509 CRL-----\n",
                "-----BEGIN X509 CRL-----\nc2Vj b25k\n-----END X509 CRL-----\n",
                "-----BEGIN X509 CRL-----\nc2Vj\n\nb25k\n-----END X509 CRL-----\n",
                "-----BEGIN X509 CRL-----\nc2Vj_25k\n-----END X509 CRL-----\n",
                "-----BEGIN X509 CRL-----\nc2VjbzE\n-----END X509 CRL-----\n",
                "-----BEGIN X509 CRL-----\nc2VjbzF=\n-----END X509 CRL-----\n",
                "-----BEGIN X509 CRL-----\nc2Vjbz==c2Vj\n-----END X509 CRL-----\n",
                "-----BEGIN X509 CRL-----\nc2Vjb25k\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nc2Vjb25k\n-----END CERTIFICATE-----\n",
                "-----BEGIN CRL-----\nc2Vjb25k\n-----END CRL-----\n",
                "-----BEGIN X509 CRL-----\nc2Vjb25k\n-----END X509 CRL-----\nexplanation\n",
                "-----BEGIN X509 CRL-----\nc2Vj\n-----END X509 CRL-----\n"
                        + "-----BEGIN X509 CRL-----\nc2Vj\n-----END X509 CRL-----\n",
                "-----BEGIN X509 CRL-----\nProc-Type: 4\nc2Vjb25k\n-----END X509 CRL-----\n",
                "-----BEGIN X509 CRL-----\nc2Vjb25k\u00e4\n-----END X509 CRL-----\n",
                "-----BEGIN X509 CRL-----\r\nc2Vjb25k\r\r\n-----END X509 CRL-----\n"
            })
    @DisplayName("is refused in any other shape, with the place")
    void strict(String pem) {
        MalformedCertificateException refusal = assertThrows(MalformedCertificateException.class, () -> read(pem));
        assertEquals(Reason.PEM, refusal.reason());
        assertEquals("PEM", refusal.path());
        assertTrue(refusal.offset() <= pem.length());
    }

    @Test
    @DisplayName("has lines of at most 76 characters, and an empty block is empty DER")
    void lines() {
        assertEquals(57, read(BEGIN + "A".repeat(76) + "\n" + END).length);
        assertThrows(MalformedCertificateException.class, () -> read(BEGIN + "A".repeat(80) + "\n" + END));
        assertEquals(0, read(BEGIN + END).length);
        assertEquals(3, read(BEGIN + "A\nA\nA\nA\n" + END).length);
    }

    @Test
    @DisplayName("has at most half as many octets again as a list may have")
    void tooLarge() {
        byte[] text = new byte[ParsedCrl.MAX_SIZE / 2 * 3 + 1];
        Arrays.fill(text, (byte) '\n');
        assertEquals(
                Reason.TOO_LARGE,
                assertThrows(MalformedCertificateException.class, () -> CrlPem.der(text))
                        .reason());
        byte[] most = Arrays.copyOf(text, text.length - 1);
        assertEquals(
                Reason.PEM,
                assertThrows(MalformedCertificateException.class, () -> CrlPem.der(most))
                        .reason());
    }
}
