package dev.e2ei.testkit.real;

import dev.e2ei.testkit.backend.BackendUser;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Starts the real servers, says how to use them, and keeps them until its standard input ends or it is told to stop:
 * {@code java @e2ei-tests/target/real-stack.args}.
 */
final class RealStackMain {
    private static final RealUser ALICE = new RealUser("alice_wire", "Alice", "Smith", "alice-password");
    private static final RealUser BOB = new RealUser("bob_wire", "Bob", "Jones", "bob-password");

    private RealStackMain() {}

    public static void main(String[] args) throws IOException {
        System.out.println("Starting step-ca and Keycloak, which takes half a minute.");
        try (RealStack stack = RealStack.start(ALICE, BOB)) {
            print(stack, System.out);
            waitForEndOfInput();
        }
    }

    private static void waitForEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }

    private static void print(RealStack stack, PrintStream out) {
        line(out, "ACME directory", stack.acmeDirectory());
        line(out, "revocations", stack.crlUrl());
        line(out, "issuer", stack.issuer());
        line(out, "backend", stack.backend(ALICE).base());
        line(out, "domain", stack.domain());
        line(out, "OAuth client", Keycloak.PUBLIC_CLIENT);
        line(
                out,
                "administrator",
                Keycloak.ADMIN + ", password " + stack.adminPassword() + ", at "
                        + stack.issuer().resolve("/admin/"));
        for (RealUser user : List.of(ALICE, BOB)) {
            print(stack, user, out);
        }
        out.println("Root, the trust anchor of the certificates and of the ACME server's TLS:");
        out.print(stack.trustAnchorPem());
        out.println("Running. Ctrl-C or Ctrl-D stops all of it.");
    }

    private static void print(RealStack stack, RealUser user, PrintStream out) {
        BackendUser known = stack.people().account(user).user();
        line(out, "user", user.username(stack.domain()) + ", password " + user.password());
        line(out, "  name", known.name());
        line(out, "  user id", known.id());
        line(out, "  team", known.team().orElseThrow());
        stack.backend(user)
                .headers()
                .get()
                .forEach((name, value) -> line(out, "  backend header", name + ": " + value));
    }

    private static void line(PrintStream out, String label, Object value) {
        out.printf("%-17s %s%n", label, value);
    }
}
