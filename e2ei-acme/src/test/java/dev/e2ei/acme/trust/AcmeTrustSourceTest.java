package dev.e2ei.acme.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.trust.TrustSource;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The trust source acme")
class AcmeTrustSourceTest {
    private static final URI DIRECTORY = URI.create("https://ca.example:8443/acme/wire/directory");
    private static final String A = pem("CERTIFICATE", "first certificate");
    private static final String B = pem("CERTIFICATE", "second certificate, which is longer than the first one is");

    private final PlantedServer server = new PlantedServer();
    private final TrustSource source = source(TrustSourceConfig.of(DIRECTORY));

    private TrustSource source(TrustSourceConfig config) {
        return new AcmeTrustSourceProvider().open(config, server, ElapsedTime.SYSTEM);
    }

    private Bytes list() {
        return source.crl(URI.create("http://crl.example/crl"), Optional.empty())
                .crl()
                .orElseThrow();
    }

    private static String pem(String label, String content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(Bytes.ofUtf8(content).toByteArray())
                + "\n-----END " + label + "-----\n";
    }

    private static List<String> texts(List<byte[]> found) {
        return found.stream().map(octets -> Bytes.of(octets).utf8()).toList();
    }

    private static ErrorCode codeOf(Executable call) {
        return assertThrows(E2eiException.class, call).code();
    }

    @Test
    @DisplayName("finds roots and federation at the directory's origin, whatever its path")
    void addresses() {
        assertEquals(URI.create("https://ca.example:8443/roots.pem"), source.rootsAddress());
        assertEquals(URI.create("https://ca.example:8443/federation"), source.federationAddress());
        TrustSource other = source(TrustSourceConfig.of(URI.create("HTTPS://CA.Example/a/b/c?d=e")));
        assertEquals(URI.create("https://ca.example:443/roots.pem"), other.rootsAddress());
        assertEquals(0, server.requests.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ca.example/acme/wire/directory",
                "ftp://ca.example/",
                "https://user@ca.example/",
                "https:///directory",
                "directory"
            })
    @DisplayName("wants an https directory")
    void badDirectory(String directory) {
        TrustSourceConfig config = TrustSourceConfig.of(URI.create(directory));
        assertThrows(IllegalArgumentException.class, () -> source(config));
    }

    @Test
    @DisplayName("reads several roots in their order, each once, with any line ends and blank lines between")
    void roots() {
        server.answers(A + "\n" + B.replace("\n", "\r\n") + "\r\n" + A);
        assertEquals(
                List.of("first certificate", "second certificate, which is longer than the first one is"),
                texts(source.roots()));
        assertEquals("GET", server.last().method());
        assertEquals(source.rootsAddress(), server.last().uri());
        assertEquals(AddressPolicy.ANY, server.last().addresses());
        assertEquals(1 << 20, server.last().maxBody());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Sign in</body></html>",
                "-----BEGIN CERTIFICATE-----\nAAAA",
                "-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAA=A\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAB=\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nA A A A\n-----END CERTIFICATE-----\n",
                "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "comment\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\ncomment",
                "-----BEGIN CERTIFICATE----- \nAAAA\n-----END CERTIFICATE-----\n"
            })
    @DisplayName("refuses text that is not PEM of certificates and nothing else")
    void notPem(String text) {
        server.answers(text);
        assertEquals(
                MalformedCertificateException.Reason.PEM,
                assertThrows(MalformedCertificateException.class, source::roots).reason());
    }

    @Test
    @DisplayName("refuses lines that are too long, blocks without number, and no root at all")
    void limits() {
        String line = "A".repeat(76);
        server.answers("-----BEGIN CERTIFICATE-----\n" + line + "\n-----END CERTIFICATE-----\n");
        assertEquals(1, source.roots().size());
        server.answers("-----BEGIN CERTIFICATE-----\n" + line + "AAAA\n-----END CERTIFICATE-----\n");
        assertThrows(MalformedCertificateException.class, source::roots);
        server.answers("A".repeat(1 << 20));
        assertThrows(MalformedCertificateException.class, source::roots);
        String blocks = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".repeat(1024);
        server.answers(blocks);
        assertEquals(1, source.roots().size());
        server.answers(blocks + A);
        assertEquals(
                MalformedCertificateException.Reason.TOO_LARGE,
                assertThrows(MalformedCertificateException.class, source::roots).reason());
        server.answers("\n");
        assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(source::roots));
    }

    @Test
    @DisplayName("reads the federation as step-ca writes it, with status 201, and none as null")
    void federation() {
        String json =
                "{\"crts\":[\"" + A.replace("\n", "\\n") + "\",\"" + (B + A).replace("\n", "\\n") + "\"],\"x\":1}";
        server.answers(201, Bytes.ofUtf8(json));
        assertEquals(
                List.of("first certificate", "second certificate, which is longer than the first one is"),
                texts(source.federation()));
        assertEquals(source.federationAddress(), server.last().uri());
        server.answers("{\"crts\":null}");
        assertEquals(List.of(), source.federation());
        server.answers("{\"crts\":[]}");
        assertEquals(List.of(), source.federation());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"crts\":{}}",
                "{\"crts\":\"\"}",
                "{\"crts\":[null]}",
                "{\"crts\":[1]}",
                "{\"crts\":[],\"crts\":[]}",
                "{\"crts\":[]} x",
                "<html></html>"
            })
    @DisplayName("refuses a federation that is not a list of texts")
    void badFederation(String json) {
        server.answers(json);
        assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(source::federation));
    }

    @Test
    @DisplayName("refuses a federation in which one certificate is not PEM")
    void badCertificateInFederation() {
        server.answers("{\"crts\":[\"" + A.replace("\n", "\\n") + "\",\"a\u00e4\"]}");
        assertEquals(ErrorCode.CERTIFICATE_MALFORMED, codeOf(source::federation));
    }

    @ParameterizedTest(name = "status {0}")
    @CsvSource({
        "204, TRUST_SOURCE_REFUSED",
        "206, TRUST_SOURCE_REFUSED",
        "301, TRUST_SOURCE_REFUSED",
        "302, TRUST_SOURCE_REFUSED",
        "307, TRUST_SOURCE_REFUSED",
        "403, TRUST_SOURCE_REFUSED",
        "404, TRUST_SOURCE_REFUSED",
        "429, TRANSPORT_UNREACHABLE",
        "500, TRANSPORT_UNREACHABLE",
        "503, TRANSPORT_UNREACHABLE"
    })
    @DisplayName("says of another status whether it is worth trying again")
    void statuses(int status, ErrorCode code) {
        server.answers(status, Bytes.ofUtf8(A));
        assertEquals(code, codeOf(source::roots));
        assertEquals(code, codeOf(source::federation));
        assertEquals(code, codeOf(() -> list()));
        assertEquals(status == 404 ? 4 : 3, server.requests.size(), "a server without /roots.pem is asked for /roots");
    }

    @Test
    @DisplayName("asks a server that has no roots as text for its list of roots")
    void rootsAsList() {
        server.at("/roots", 201, Map.of(), Bytes.ofUtf8("{\"crts\":[\"" + A.replace("\n", "\\n") + "\"]}"));
        assertEquals(List.of("first certificate"), texts(source.roots()));
        assertEquals(
                List.of("/roots.pem", "/roots"),
                server.requests.stream().map(request -> request.uri().getPath()).toList());
        server.at("/roots", 200, Map.of(), Bytes.ofUtf8("{\"crts\":null}"));
        assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(source::roots));
        server.at("/roots", 200, Map.of(), Bytes.ofUtf8("<html></html>"));
        assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(source::roots));
    }

    @Test
    @DisplayName("takes a list in DER as it is, and in PEM out of its block")
    void listForms() {
        byte[] der = {0x30, 0x03, 1, 2, 3};
        server.answers(200, Bytes.of(der));
        assertEquals(Bytes.of(der), list());
        String block =
                "-----BEGIN X509 CRL-----\n" + Base64.getEncoder().encodeToString(der) + "\n-----END X509 CRL-----\n";
        server.answers(block);
        assertEquals(Bytes.of(der), list());
        for (String bad : List.of("", "<html></html>", block + block, A, "\n" + block)) {
            server.answers(bad);
            assertEquals(ErrorCode.CERTIFICATE_MALFORMED, codeOf(() -> list()), bad);
        }
        assertEquals(4 << 20, server.last().maxBody());
    }
}
