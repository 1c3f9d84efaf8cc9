package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.error.SnapshotRejectedException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedRealStack.class)
@DisplayName("An enrollment at step-ca that pauses before the login")
class ResumeRealIT {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("is finished by another process")
    void finishedElsewhere(RealStack stack) throws IOException, InterruptedException {
        PausedEnrollment enrollment = prepare(stack);
        enrollment.begin();
        inNewProcess("finish");
        assertValid(stack, enrollment.chain());
    }

    @Test
    @DisplayName("in another process is finished here")
    void finishedHere(RealStack stack) throws IOException, InterruptedException {
        PausedEnrollment enrollment = prepare(stack);
        inNewProcess("begin");
        enrollment.finish();
        assertValid(stack, enrollment.chain());
    }

    @Test
    @DisplayName("is not resumed from a snapshot with one octet changed")
    void altered(RealStack stack) throws IOException {
        PausedEnrollment enrollment = prepare(stack);
        enrollment.begin();
        byte[] snapshot = Files.readAllBytes(folder.resolve("snapshot"));
        snapshot[snapshot.length / 2] ^= 1;
        Files.write(folder.resolve("snapshot"), snapshot);
        SnapshotRejectedException refused = assertThrows(SnapshotRejectedException.class, enrollment::finish);
        assertEquals(SnapshotRejectedException.Reason.NOT_OPENED, refused.reason());
    }

    private PausedEnrollment prepare(RealStack stack) throws IOException {
        RealUser alice = SharedRealStack.person(stack, "Alice", "Smith");
        return PausedEnrollment.write(
                folder, stack, alice, stack.request(alice, Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519));
    }

    private static void assertValid(RealStack stack, String pem) {
        try (E2eiClient client = stack.openClient()) {
            CertificateChain chain = client.transaction(tx -> tx.parseChain(pem));
            ChainVerdict verdict = client.trust().verify(chain, Instant.now());
            assertEquals(DeviceVerdict.VALID, verdict.verdict());
            assertEquals("Alice Smith", verdict.identity().orElseThrow().displayName());
        }
    }

    /** On the class path, where this process, Surefire's, is on the module path. */
    private void inNewProcess(String half) throws IOException, InterruptedException {
        String path = String.join(
                File.pathSeparator,
                "target/test-classes",
                "target/classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        PausedEnrollment.class.getName(),
                        half,
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertEquals(true, process.waitFor(2, TimeUnit.MINUTES), "still running");
            assertEquals(0, process.exitValue(), () -> text(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
