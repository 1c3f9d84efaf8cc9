package dev.e2ei.tests.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.E2eiClientBuilder;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.OidcAuthenticator;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.trust.TrustSourceConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The demo")
class DemoTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "on {0}")
    @ValueSource(strings = {"sqlite", "file"})
    @DisplayName("tells its story to the end and writes its page")
    void allOfIt(String engine) throws Exception {
        Path page = folder.resolve("shown/demo.html");
        try (DemoStack stack = new EmbeddedDemoStack();
                DemoStorage storage = new DemoStorage(engine)) {
            DemoMain.tell(stack, storage, out, page);
        }
        String text = written.toString(StandardCharsets.UTF_8);
        enrollment(text);
        story(text);
        page(Files.readString(page));
    }

    private static void enrollment(String text) {
        for (String step : List.of(
                "directory of the ACME server read",
                "account made",
                "certificate ordered",
                "challenge wire-dpop-01 passed",
                "logged in at the identity provider",
                "challenge wire-oidc-01 passed",
                "chain downloaded and checked")) {
            assertLine(text, "  " + Pattern.quote(step) + ".* +\\d+\\.\\d ms");
        }
        assertLine(text, "  name +Alice Smith");
        assertLine(text, "  handle +alice_wire@.*");
        assertLine(text, "  valid +\\d{4}-.* to \\d{4}-.* \\(\\d+ days\\)");
        assertLine(text, "  thumbprint +[A-Za-z0-9_-]{43}");
        assertLine(text, "  chain +.*Alice Smith.*");
        assertLine(text, " +.*Root.*\\(trusted\\)");
    }

    private static void story(String text) {
        int at = 0;
        for (String line : List.of(
                "Alice's phone learns whom to trust",
                "Its certificate",
                "Carla's tablet enrolls",
                "from Bob Baker, bob_wire@wire.example",
                "Verified in epoch 1, for Alice's phone",
                "Bob gives his phone away",
                "still Verified",
                "Alice's phone looks for news",
                "NotVerified in epoch 1, for Alice's phone",
                "Bob's phone      REVOKED",
                "STATE_TOO_LOW",
                "All devices restart",
                "same epoch, same state, same reason",
                "group info verified before joining",
                "joined by an external commit",
                "Alice's phone removes Bob's old one",
                "Verified in epoch 3, for Bob's new phone",
                "Carla renews her certificate",
                "same key",
                "Verified in epoch 4, for Alice's laptop")) {
            int found = text.indexOf(line, at);
            assertTrue(found >= 0, line + " is missing after\n" + text.substring(0, at));
            at = found;
        }
    }

    private static void page(String html) {
        for (String foreign : List.of("<script", "src=", "href=", "url(", "@import", "<link", "<img", "<iframe")) {
            assertFalse(html.contains(foreign), foreign);
        }
        assertTrue(html.contains("prefers-color-scheme: dark"));
        for (String shown : List.of(
                "Alice Smith",
                "bob_wire@wire.example",
                "Carla Weiß",
                "Bob's new phone",
                ">NotVerified<",
                ">Verified<",
                ">REVOKED<",
                ">VALID<",
                "revoked on ",
                "Next change",
                "<time datetime=")) {
            assertTrue(html.contains(shown), shown);
        }
        assertEquals(count(html, "<tr>"), count(html, "</tr>"));
        assertEquals(4, count(html, "<section>"));
        assertEquals(4 * 4, count(html, "<th scope=\"row\">"), "four devices in each of four scenes");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static void assertLine(String text, String line) {
        assertTrue(
                Pattern.compile("^" + line + "$", Pattern.MULTILINE)
                        .matcher(text)
                        .find(),
                () -> line + "\n" + text);
    }

    @Test
    @DisplayName("ends with the error, and shows neither certificate nor page, if the person does not log in")
    void noLogin() throws IOException {
        Path page = folder.resolve("demo.html");
        try (DemoStack stack = new EmbeddedDemoStack();
                DemoStorage storage = new DemoStorage("sqlite")) {
            DemoStack lonely = new NobodyLogsIn(stack);
            assertThrows(UserActionRequiredException.class, () -> DemoMain.tell(lonely, storage, out, page));
        }
        assertFalse(written.toString(StandardCharsets.UTF_8).contains("Its certificate"));
        assertFalse(Files.exists(page));
    }

    @Test
    @DisplayName("knows two stacks, and leaves nothing on disk")
    void unknownStack() throws IOException {
        assertEquals(
                "demo.stack is embedded or real, not toy",
                assertThrows(IllegalArgumentException.class, () -> DemoMain.stack("toy"))
                        .getMessage());
        DemoStorage storage = new DemoStorage("file");
        storage.close();
        assertThrows(IOException.class, storage::size);
    }

    /** A stack at whose login page nobody sits. */
    private record NobodyLogsIn(DemoStack stack) implements DemoStack {
        @Override
        public String description() {
            return stack.description();
        }

        @Override
        public Person person(String handle, String firstName, String lastName) {
            Person person = stack.person(handle, firstName, lastName);
            OidcAuthenticator nobody = request -> {
                throw new UserActionRequiredException(
                        UserActionRequiredException.Reason.LOGIN_ABANDONED, "nobody there");
            };
            return new Person() {
                @Override
                public EnrollmentRequest newDevice() {
                    return person.newDevice();
                }

                @Override
                public EnrollmentHooks hooks() {
                    return EnrollmentHooks.of(nobody, person.hooks().backend());
                }
            };
        }

        @Override
        public E2eiClientBuilder clientBuilder() {
            return stack.clientBuilder();
        }

        @Override
        public TrustSourceConfig trustSource() {
            return stack.trustSource();
        }

        @Override
        public Instant now() {
            return stack.now();
        }

        @Override
        public void close() {
            stack.close();
        }
    }
}
