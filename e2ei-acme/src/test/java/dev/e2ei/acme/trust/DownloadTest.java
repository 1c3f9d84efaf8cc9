package dev.e2ei.acme.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.ManualTime;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.trust.DownloadRule;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.trust.CrlDownload;
import dev.e2ei.spi.trust.CrlValidators;
import dev.e2ei.spi.trust.TrustSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A download of the trust source acme")
class DownloadTest {
    private static final TrustSourceConfig CONFIG =
            TrustSourceConfig.of(URI.create("https://ca.example/acme/wire/directory"));
    private static final Bytes LIST = Bytes.of(new byte[] {0x30, 0});
    private static final URI HTTP = URI.create("http://crl.example/crl");
    private static final URI HTTPS = URI.create("https://crl.example/crl");

    private final ManualTime time = new ManualTime(Instant.EPOCH);
    private Duration exchangeTakes = Duration.ZERO;
    private final PlantedServer server = new PlantedServer() {
        @Override
        public TransportResponse exchange(TransportRequest request) {
            TransportResponse answer = super.exchange(request);
            time.pass(exchangeTakes);
            return answer;
        }
    };

    private TrustSource source(TrustSourceConfig config) {
        return new AcmeTrustSourceProvider().open(config, server, time);
    }

    private CrlDownload list(URI point) {
        return source(CONFIG).crl(point, Optional.empty());
    }

    private static ErrorCode codeOf(Executable call) {
        return assertThrows(E2eiException.class, call).code();
    }

    private List<URI> asked() {
        return server.requests.stream().map(TransportRequest::uri).toList();
    }

    @Nested
    @DisplayName("that is redirected")
    class Redirected {
        @ParameterizedTest
        @ValueSource(ints = {301, 302, 303, 307, 308})
        @DisplayName("goes on to where a list lies, over http or from http to https, relative or not")
        void followed(int status) {
            server.redirects("/crl", status, "/b?x=y#z");
            server.redirects("/b", status, "//other.example/c");
            server.redirects("/c", status, "https://third.example:8443/d");
            server.at("/d", 200, Map.of(), LIST);
            assertEquals(LIST, list(HTTP).crl().orElseThrow());
            assertEquals("https://third.example:8443/d", server.last().uri().toString());
            assertEquals(4, server.requests.size());
            assertTrue(server.requests.stream().allMatch(one -> one.addresses() == AddressPolicy.PUBLIC_ONLY));
            assertTrue(server.requests.stream().allMatch(one -> one.method().equals("GET")));
        }

        @ParameterizedTest(name = "{0} -> {1}")
        @CsvSource({
            "https://crl.example/crl, http://crl.example/b",
            "https://crl.example/crl, HTTP://other.example/b",
            "http://crl.example/crl, ldap://crl.example/b",
            "http://crl.example/crl, file:///etc/passwd",
            "http://crl.example/crl, http://user@other.example/b",
            "http://crl.example/crl, http:///b",
            "http://crl.example/crl, http://bad_host/b"
        })
        @DisplayName("does not go from https to http, nor to anything that is no address of the web")
        void refused(URI point, String location) {
            server.redirects("/crl", 302, location);
            assertEquals(ErrorCode.TRANSPORT_ADDRESS_REFUSED, codeOf(() -> list(point)));
            assertEquals(List.of(point), asked());
        }

        @Test
        @DisplayName("ends where the redirect has no address, two of them, one that is none, or one that is too long")
        void badLocation() {
            server.redirects("/crl", 302);
            assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> list(HTTP)));
            server.redirects("/crl", 302, "/a", "/a");
            assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> list(HTTP)));
            server.redirects("/crl", 302, "http://[/");
            assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> list(HTTP)));
            server.redirects("/crl", 302, "/" + "x".repeat(2048));
            assertEquals(ErrorCode.TRANSPORT_ADDRESS_REFUSED, codeOf(() -> list(HTTP)));
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "list, http://other.example/list",
            "@evil.example/list, http://other.example/@evil.example/list",
            ".evil.example/list, http://other.example/.evil.example/list",
            ":80/list, none",
            "//list, http://list"
        })
        @DisplayName("from an address without path stays at its host, whatever the reference begins with")
        void withoutPath(String reference, String expected) {
            List<URI> shown = new ArrayList<>();
            server.redirects("/crl", 302, "http://other.example");
            server.redirects("", 302, reference);
            TrustSource source = source(CONFIG.withDownloads(shown::add));
            assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> source.crl(HTTP, Optional.empty())));
            List<URI> asked = new ArrayList<>(List.of(HTTP, URI.create("http://other.example")));
            if (!expected.equals("none")) {
                asked.add(URI.create(expected));
            }
            assertEquals(asked, asked().subList(0, asked.size()));
            assertEquals(shown, asked());
        }

        @Test
        @DisplayName("five times arrives, six times does not")
        void count() {
            server.redirects("/crl", 302, "/1");
            for (int i = 1; i < 5; i++) {
                server.redirects("/" + i, 302, "/" + (i + 1));
            }
            server.at("/5", 200, Map.of(), LIST);
            assertEquals(LIST, list(HTTP).crl().orElseThrow());
            server.redirects("/5", 302, "/crl");
            server.requests.clear();
            assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> list(HTTP)));
            assertEquals(6, server.requests.size());
        }

        @Test
        @DisplayName("keeps roots and federation at their origin, spelled in any way")
        void origin() {
            server.redirects("/federation", 307, "HTTPS://CA.example:443/1.0/federation");
            server.at("/1.0/federation", 200, Map.of(), Bytes.ofUtf8("{\"crts\":[]}"));
            assertEquals(List.of(), source(CONFIG).federation());
            for (String elsewhere :
                    List.of("https://ca.example:444/", "https://other.example/", "http://ca.example/")) {
                server.redirects("/federation", 307, elsewhere);
                server.redirects("/roots.pem", 307, elsewhere);
                assertEquals(
                        ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                        codeOf(() -> source(CONFIG).federation()));
                assertEquals(
                        ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                        codeOf(() -> source(CONFIG).roots()));
            }
            assertTrue(asked().stream().allMatch(uri -> uri.getPort() == 443));
        }

        @Test
        @DisplayName(
                "by the proxy, which the host trusts with private addresses, is not led to private addresses itself")
        void proxy() {
            TrustSourceConfig config = CONFIG.withCrlProxy(URI.create("https://proxy.internal/crls"));
            server.redirects("/crls/crl.example", 302, "/same");
            server.redirects("/same", 302, "https://169.254.169.254/other");
            server.at("/other", 200, Map.of(), LIST);
            source(config).crl(HTTP, Optional.empty());
            assertEquals(
                    List.of(AddressPolicy.ANY, AddressPolicy.ANY, AddressPolicy.PUBLIC_ONLY),
                    server.requests.stream().map(TransportRequest::addresses).toList());
            server.requests.clear();
            source(config.withPrivateAddressesAllowed(true)).crl(HTTP, Optional.empty());
            assertEquals(AddressPolicy.ANY_FOR_SIGNED, server.last().addresses());
        }
    }

    @Nested
    @DisplayName("under the host's rule")
    class Ruled {
        @Test
        @DisplayName("asks no other host, at any hop, and the rule sees each address in one spelling")
        void rule() {
            List<URI> shown = new ArrayList<>();
            DownloadRule rule = address -> {
                shown.add(address);
                return !address.getHost().equals("evil.example");
            };
            server.redirects("/CRL", 302, "HTTP://evil.EXAMPLE/Crl");
            assertEquals(
                    ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                    codeOf(() -> source(CONFIG.withDownloads(rule))
                            .crl(URI.create("HTTP://Crl.Example/CRL"), Optional.empty())));
            assertEquals(List.of(URI.create("http://crl.example/CRL"), URI.create("http://evil.example/Crl")), shown);
            assertEquals(1, server.requests.size());
        }

        @Test
        @DisplayName("holds for roots, federation and the proxy, and is asked for the proxy only")
        void everything() {
            TrustSource nobody = source(CONFIG.withDownloads(address -> false));
            assertEquals(ErrorCode.TRANSPORT_ADDRESS_REFUSED, codeOf(nobody::roots));
            assertEquals(ErrorCode.TRANSPORT_ADDRESS_REFUSED, codeOf(nobody::federation));
            assertEquals(ErrorCode.TRANSPORT_ADDRESS_REFUSED, codeOf(() -> nobody.crl(HTTP, Optional.empty())));
            assertEquals(List.of(), server.requests);
            server.at("/crls/crl.example", 200, Map.of(), LIST);
            TrustSourceConfig proxied = CONFIG.withCrlProxy(URI.create("https://Proxy.example/crls"));
            source(proxied.withDownloads(DownloadRule.hosts(List.of("PROXY.example"))))
                    .crl(HTTP, Optional.empty());
            assertEquals(1, server.requests.size());
        }

        @Test
        @DisplayName("of hosts takes names whole, in any case, at any port")
        void hosts() {
            DownloadRule rule = DownloadRule.hosts(List.of("crl.EXAMPLE", "[2001:db8::1]", "192.0.2.1"));
            for (String yes : List.of("http://CRL.example:8080/x", "https://[2001:DB8::1]/", "http://192.0.2.1/")) {
                assertTrue(rule.allows(URI.create(yes)), yes);
            }
            for (String no : List.of("http://a.crl.example/", "http://crl.example./", "http://xcrl.example/", "crl")) {
                assertFalse(rule.allows(URI.create(no)), no);
            }
        }
    }

    @Nested
    @DisplayName("has an end")
    class Limited {
        @Test
        @DisplayName("after thirty seconds for all its hops")
        void hops() {
            exchangeTakes = Duration.ofSeconds(7);
            for (String path : List.of("/crl", "/1", "/2", "/3", "/4")) {
                server.redirects(path, 302, "/" + (path.equals("/crl") ? 1 : path.charAt(1) - '0' + 1));
            }
            server.at("/5", 200, Map.of(), LIST);
            assertEquals(ErrorCode.TRANSPORT_TIMEOUT, codeOf(() -> list(HTTP)));
            assertEquals(
                    List.of(30L, 23L, 16L, 9L, 2L),
                    server.requests.stream()
                            .map(one -> one.deadline().toSeconds())
                            .toList());
        }

        @Test
        @DisplayName("when all downloads together have taken what they may")
        void together() {
            exchangeTakes = Duration.ofSeconds(7);
            TrustSource source = source(CONFIG.withDeadline(Duration.ofSeconds(20)));
            server.at("/crl", 200, Map.of(), LIST);
            for (int i = 0; i < 3; i++) {
                source.crl(HTTP, Optional.empty());
            }
            assertEquals(ErrorCode.TRANSPORT_TIMEOUT, codeOf(() -> source.crl(HTTP, Optional.empty())));
            assertEquals(
                    List.of(20L, 13L, 6L),
                    server.requests.stream()
                            .map(one -> one.deadline().toSeconds())
                            .toList());
        }

        @ParameterizedTest
        @ValueSource(strings = {"gzip", "br", "identity, gzip", "x", ""})
        @DisplayName("where the answer is packed, which is not asked for")
        void packed(String coding) {
            Map<String, List<String>> headers = Map.of("Content-Encoding", List.of(coding));
            server.at("/crl", 200, headers, LIST);
            server.at("/federation", 200, headers, Bytes.ofUtf8("{\"crts\":[]}"));
            server.at("/roots.pem", 200, headers, LIST);
            assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> list(HTTPS)));
            assertEquals(
                    ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> source(CONFIG).federation()));
            assertEquals(
                    ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> source(CONFIG).roots()));
            assertEquals("identity", server.last().headers().get("Accept-Encoding"));
            server.at("/crl", 200, Map.of("Content-Encoding", List.of("Identity")), LIST);
            assertEquals(LIST, list(HTTPS).crl().orElseThrow());
        }
    }

    @Nested
    @DisplayName("of a list that is known")
    class Conditional {
        private final CrlValidators both =
                new CrlValidators(Optional.of("\"v1\""), Optional.of("Tue, 24 Nov 2026 10:00:00 GMT"));

        @Test
        @DisplayName("asks whether it has changed, by what the server said with it")
        void conditions() {
            server.at(
                    "/crl",
                    200,
                    Map.of("ETag", List.of("\"v1\""), "Last-Modified", List.of("Tue, 24 Nov 2026 10:00:00 GMT")),
                    LIST);
            CrlDownload first = list(HTTP);
            assertEquals(Optional.of(both), first.validators());
            assertFalse(server.last().headers().containsKey("If-None-Match"));
            server.at("/crl", 304, Map.of(), Bytes.EMPTY);
            assertEquals(CrlDownload.unchanged(), source(CONFIG).crl(HTTP, first.validators()));
            assertEquals("\"v1\"", server.last().headers().get("If-None-Match"));
            assertEquals(
                    "Tue, 24 Nov 2026 10:00:00 GMT", server.last().headers().get("If-Modified-Since"));
        }

        @Test
        @DisplayName("takes no answer for \"unchanged\" that was not asked for it")
        void unasked() {
            server.at("/crl", 304, Map.of(), LIST);
            server.at("/roots.pem", 304, Map.of(), Bytes.EMPTY);
            server.at("/federation", 304, Map.of(), Bytes.EMPTY);
            assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> list(HTTP)));
            assertEquals(
                    ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> source(CONFIG).roots()));
            assertEquals(
                    ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> source(CONFIG).federation()));
            CrlValidators none = new CrlValidators(Optional.empty(), Optional.empty());
            assertEquals(
                    ErrorCode.TRUST_SOURCE_REFUSED, codeOf(() -> source(CONFIG).crl(HTTP, Optional.of(none))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"v1", "\"v\"1\"", "\"\r\nX: y\"", "w/\"v\"", "\"", "\"\u00e4\""})
        @DisplayName("keeps no tag that is none, and none that comes twice or is long")
        void badTags(String tag) {
            server.at("/crl", 200, Map.of("ETag", List.of(tag), "Last-Modified", List.of("yesterday")), LIST);
            assertEquals(Optional.empty(), list(HTTP).validators());
            server.at("/crl", 200, Map.of("ETag", List.of("\"a\"", "\"a\"")), LIST);
            assertEquals(Optional.empty(), list(HTTP).validators());
            server.at("/crl", 200, Map.of("ETag", List.of("\"" + "a".repeat(255) + "\"")), LIST);
            assertEquals(Optional.empty(), list(HTTP).validators());
            server.at("/crl", 200, Map.of("ETag", List.of("W/\"a\"")), LIST);
            assertEquals(
                    "W/\"a\"", list(HTTP).validators().orElseThrow().entityTag().orElseThrow());
        }
    }
}
