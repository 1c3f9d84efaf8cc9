package dev.e2ei.api.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An enrollment request")
class EnrollmentRequestTest {
    private static final String CLIENT = "b7ac11a4-8f01-4527-af88-1c30885a7931:6add501bacd1d90e@example.com";

    private static EnrollmentRequest.Builder complete() {
        return EnrollmentRequest.builder()
                .clientId(CLIENT)
                .displayName("Smith, Alice M (QA)")
                .handle("alice.smith.qa@example.com")
                .expiry(Duration.ofDays(90))
                .ciphersuite(Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519);
    }

    @Test
    @DisplayName("has the page's six fields")
    void fields() {
        EnrollmentRequest request = complete().team("team-id").build();
        assertEquals(CLIENT, request.clientId().toString());
        assertEquals("Smith, Alice M (QA)", request.displayName());
        assertEquals("alice.smith.qa", request.handle().name());
        assertEquals(Optional.of("team-id"), request.team());
        assertEquals(Duration.ofDays(90), request.expiry());
        assertEquals(1, request.ciphersuite().id());
        assertEquals(Optional.empty(), request.acmeDirectory());
        assertEquals(
                Duration.ofSeconds(7_776_000),
                complete().expirySec(7_776_000).build().expiry());
    }

    @Test
    @DisplayName("shows no names")
    void printing() {
        String text = complete().build().toString();
        assertFalse(text.contains("Smith"));
        assertFalse(text.contains("alice"));
    }

    @Test
    @DisplayName("can be changed through a builder of its own")
    void rebuilding() {
        EnrollmentRequest request = complete()
                .team("t")
                .acmeDirectory(URI.create("https://ca.example/d"))
                .build();
        EnrollmentRequest other = request.toBuilder().displayName("Alice").build();
        assertEquals("Alice", other.displayName());
        assertEquals(request.team(), other.team());
        assertEquals(request.handle(), other.handle());
        assertEquals(request.acmeDirectory(), other.acmeDirectory());
    }

    @ParameterizedTest
    @DisplayName("is possible for suites 1, 2, 3, 5 and 7 and refused for others, with the list")
    @EnumSource(Ciphersuite.class)
    void suites(Ciphersuite suite) {
        EnrollmentRequest.Builder builder = complete().ciphersuite(suite);
        if (suite.id() == 4 || suite.id() == 6) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, builder::build);
            assertTrue(e.getMessage().contains("[1, 2, 3, 5, 7]"));
        } else {
            assertEquals(suite, builder.build().ciphersuite());
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("an empty name", b -> b.displayName("")),
                refusal("a blank name", b -> b.displayName("  ")),
                refusal("a line break in the name", b -> b.displayName("a\nb")),
                refusal("a lone surrogate in the name", b -> b.displayName("a\ud800")),
                refusal("a name of 1025 characters", b -> b.displayName("x".repeat(1025))),
                refusal("another domain in the handle", b -> b.handle("alice@other.example")),
                refusal("no time at all", b -> b.expiry(Duration.ZERO)),
                refusal("negative time", b -> b.expirySec(-1)),
                refusal("more than a hundred years", b -> b.expiry(Duration.ofDays(36501))));
    }

    private static Arguments refusal(String what, UnaryOperator<EnrollmentRequest.Builder> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("is refused with")
    @MethodSource
    void refusals(String what, UnaryOperator<EnrollmentRequest.Builder> change) {
        EnrollmentRequest.Builder builder = change.apply(complete());
        assertThrows(IllegalArgumentException.class, builder::build, what);
    }

    @Test
    @DisplayName("needs all of its fields, and says which one is missing")
    void missing() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, EnrollmentRequest.builder()::build);
        assertTrue(e.getMessage().contains("clientId"));
    }

    @Test
    @DisplayName("takes an https directory only")
    void directory() {
        for (String text : new String[] {"http://ca.example/d", "file:///d", "https:d", "d"}) {
            assertThrows(IllegalArgumentException.class, () -> complete().acmeDirectory(URI.create(text)), text);
        }
    }
}
