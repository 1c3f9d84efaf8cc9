package dev.e2ei.testkit;

import dev.e2ei.testkit.jose.JwsAlgorithm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stack of its own for each test, with one user. */
abstract class RunningStack {
    WireStack stack;
    StackUser alice;

    @BeforeEach
    void start() {
        stack = WireStack.start();
        alice = stack.user("alice_wire", "Alice Smith");
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    RawDevice device() {
        return new RawDevice(stack, alice, JwsAlgorithm.ES256);
    }
}
