package dev.e2ei.tests.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.OidcAuthenticator;
import dev.e2ei.api.error.UserActionRequiredException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo")
class DemoTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    @DisplayName("shows each step with its time, the certificate, and what the revocation changes")
    void allOfIt() throws IOException, InterruptedException {
        try (DemoStack stack = new EmbeddedDemoStack()) {
            new Demo(stack, out).run();
        }
        String text = written.toString(StandardCharsets.UTF_8);
        for (String step : List.of(
                "directory of the ACME server read",
                "account made",
                "certificate ordered",
                "challenge wire-dpop-01 passed",
                "logged in at the identity provider",
                "challenge wire-oidc-01 passed",
                "chain downloaded and checked",
                "revoked with the certificate's own key",
                "registered, and it changes something")) {
            assertLine(text, "  " + Pattern.quote(step) + ".* +\\d+\\.\\d ms");
        }
        assertLine(text, "  name +Alice Smith");
        assertLine(text, "  handle +alice_wire@.*");
        assertLine(text, "  valid +\\d{4}-.* to \\d{4}-.* \\(\\d+ days\\)");
        assertLine(text, "  thumbprint +[A-Za-z0-9_-]{43}");
        assertLine(text, "  chain +.*Alice Smith.*");
        assertLine(text, " +.*Root.*\\(trusted\\)");
        assertLine(text, "  before +VALID: .*");
        assertLine(text, "  after +REVOKED: .*");
    }

    private static void assertLine(String text, String line) {
        assertTrue(
                Pattern.compile("^" + line + "$", Pattern.MULTILINE)
                        .matcher(text)
                        .find(),
                () -> line + "\n" + text);
    }

    @Test
    @DisplayName("ends with the error, and shows no certificate, if the person does not log in")
    void noLogin() {
        OidcAuthenticator nobody = request -> {
            throw new UserActionRequiredException(UserActionRequiredException.Reason.LOGIN_ABANDONED, "nobody there");
        };
        try (DemoStack stack = new EmbeddedDemoStack()) {
            DemoStack lonely =
                    with(stack, EnrollmentHooks.of(nobody, stack.hooks().backend()));
            assertThrows(UserActionRequiredException.class, () -> new Demo(lonely, out).run());
        }
        assertFalse(written.toString(StandardCharsets.UTF_8).contains("Certificate"));
    }

    @Test
    @DisplayName("knows two stacks")
    void unknownStack() {
        assertEquals(
                "demo.stack is embedded or real, not toy",
                assertThrows(IllegalArgumentException.class, () -> DemoMain.stack("toy"))
                        .getMessage());
    }

    /** The same stack with other hooks. */
    private static DemoStack with(DemoStack stack, EnrollmentHooks hooks) {
        return (DemoStack) Proxy.newProxyInstance(
                DemoStack.class.getClassLoader(),
                new Class<?>[] {DemoStack.class},
                (self, method, arguments) ->
                        method.getName().equals("hooks") ? hooks : method.invoke(stack, arguments));
    }
}
