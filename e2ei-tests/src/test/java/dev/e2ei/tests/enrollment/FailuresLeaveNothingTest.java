package dev.e2ei.tests.enrollment;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.CertificateFlaw;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TransferFlaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A thousand failed enrollments")
class FailuresLeaveNothingTest {
    private static final int WARM_UP = 60;
    private static final int FAILURES = 1000;
    private static final long MIB = 1 << 20;

    private static final List<Fault> WAYS = List.of(
            Fault.at(FaultPlace.NEW_ORDER, Misbehaviour.problem(400, "rejectedIdentifier")),
            Fault.at(FaultPlace.NEW_ORDER, Misbehaviour.transfer(TransferFlaw.RESET))
                    .always(),
            Fault.at(FaultPlace.ACCESS_TOKEN, Misbehaviour.status(403)),
            Fault.at(FaultPlace.TOKEN, Misbehaviour.withoutClaim("keyauth")),
            Fault.at(FaultPlace.DIRECTORY, Misbehaviour.json(200, "{}")),
            Fault.at(FaultPlace.CERTIFICATE, Misbehaviour.certificate(CertificateFlaw.OTHER_KEY)));

    private record Usage(int threads, long descriptors, long heap) {
        static Usage now() throws IOException {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !thread.getName().startsWith("testkit-"))
                    .count();
            return new Usage((int) threads, descriptorCount(), runtime.totalMemory() - runtime.freeMemory());
        }

        private static long descriptorCount() throws IOException {
            Path open = Path.of("/proc/self/fd");
            if (!Files.isDirectory(open)) {
                return 0;
            }
            try (Stream<Path> descriptors = Files.list(open)) {
                return descriptors.count();
            }
        }
    }

    @Test
    @Timeout(300)
    @DisplayName("leave no threads, sockets, descriptors or memory behind")
    void nothingGrows() throws IOException {
        try (WireStack stack = WireStack.start()) {
            StackUser user = stack.user("alice_wire", "Alice Smith");
            EnrollmentHooks hooks = stack.hooks(user);
            E2eiClient client = stack.openClient();
            fail(stack, client, user, hooks, WARM_UP);
            Usage before = Usage.now();
            fail(stack, client, user, hooks, FAILURES);
            Usage after = Usage.now();
            assertTrue(after.threads() <= before.threads() + 5, before + " and " + after);
            assertTrue(after.descriptors() <= before.descriptors() + 20, before + " and " + after);
            // The servers remember every account and order; that is less than this.
            assertTrue(after.heap() <= before.heap() + 24 * MIB, before + " and " + after);
        }
    }

    private static void fail(WireStack stack, E2eiClient client, StackUser user, EnrollmentHooks hooks, int times) {
        for (int i = 0; i < times; i++) {
            stack.faults().clear();
            stack.faults().add(WAYS.get(i % WAYS.size()));
            try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(
                    stack.request(user, Ciphersuite.ofId(2).orElseThrow()))) {
                assertThrows(E2eiException.class, () -> enrollment.acquire(hooks));
            }
        }
    }
}
