package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.api.trust.CertificateChain;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("PEM of certificates")
class CertificatePemTest {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----\n";
    private static final String END = "-----END CERTIFICATE-----\n";

    @Test
    @DisplayName("is read as it is written, with either line end")
    void roundTrip() {
        Bytes first = Bytes.of(new byte[200]);
        Bytes second = Bytes.ofUtf8("second");
        String pem = new CertificateChain(List.of(first, second)).toPem();
        assertEquals(List.of(first, second), CertificatePem.parse(pem));
        assertEquals(List.of(first, second), CertificatePem.parse(pem.replace("\n", "\r\n")));
        assertEquals(List.of(first, second), CertificatePem.parse("\n" + pem.replace(END, END + "\n\n")));
        assertEquals(List.of(second), CertificatePem.parse(BEGIN + "c2Vjb25k\n" + END.strip()));
    }

    @Test
    @DisplayName("may be empty")
    void empty() {
        assertEquals(List.of(), CertificatePem.parse(""));
        assertEquals(List.of(), CertificatePem.parse("\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2Vjb25k",
                "-----BEGIN CERTIFICATE-----\nc2Vjb25k\n",
                "-----BEGIN CERTIFICATE-----\nc2Vjb25\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nc2Vj b25k\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nc2Vj\n\nb25k\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nc2Vj_25k\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nc2VjbzE\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nc2VjbzF=\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nc2Vjb25k\n-----END X509 CRL-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nc2Vjb25k\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE-----\nc2Vjb25k\n-----END CERTIFICATE-----\nexplanation\n",
                "-----BEGIN CERTIFICATE-----\nProc-Type: 4\nc2Vjb25k\n-----END CERTIFICATE-----\n",
                "----- BEGIN CERTIFICATE -----\nc2Vjb25k\n----- END CERTIFICATE -----\n",
                "\u00e4-----BEGIN CERTIFICATE-----\nc2Vjb25k\n-----END CERTIFICATE-----\n"
            })
    @DisplayName("is refused in any other shape")
    void strict(String pem) {
        assertEquals(
                Reason.PEM,
                assertThrows(MalformedCertificateException.class, () -> CertificatePem.parse(pem))
                        .reason());
    }

    @Test
    @DisplayName("has at most eight certificates of 64 KiB")
    void limits() {
        String one = BEGIN + "c2Vjb25k\n" + END;
        assertEquals(8, CertificatePem.parse(one.repeat(8)).size());
        assertTooLarge(one.repeat(9));
        assertTooLarge(one.repeat(100_000));
        assertEquals(
                1,
                CertificatePem.parse(CertificateChain.pem(Bytes.of(new byte[65_536])))
                        .size());
        assertTooLarge(CertificateChain.pem(Bytes.of(new byte[65_537])));
    }

    private static void assertTooLarge(String pem) {
        assertEquals(
                Reason.TOO_LARGE,
                assertThrows(
                                MalformedCertificateException.class,
                                () -> CertificatePem.parse(pem.getBytes(StandardCharsets.US_ASCII)))
                        .reason());
    }
}
