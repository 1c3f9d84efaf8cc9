package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.Answers;
import dev.e2ei.acme.fixture.ScriptedCa;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.AcmeServerException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Nonces of the ACME server")
class NonceTest {
    @RepeatedTest(50)
    @DisplayName("are refused half of the time, and the enrollment still ends well")
    void halfOfTheNoncesAreRefused(RepetitionInfo repetition) {
        var world = new World();
        refuseNonces(world, new Random(repetition.getCurrentRepetition()), 50);
        try {
            world.acquire();
        } catch (AcmeServerException tenInARow) {
            // one request in a thousand
            assertTrue(tenInARow.retryable());
            world.acquire();
        }
        assertEquals(List.of(), world.time.pauses());
    }

    @RepeatedTest(20)
    @DisplayName("are refused nine times out of ten: a request is made ten times at most, and then there is an error")
    void mostNoncesAreRefused(RepetitionInfo repetition) {
        var world = new World();
        refuseNonces(world, new Random(repetition.getCurrentRepetition()), 90);
        for (int call = 1; call <= 30; call++) {
            int before = world.ca.requests().size();
            try {
                world.acquire();
                return;
            } catch (AcmeServerException refused) {
                assertTrue(refused.problem().is("badNonce"));
                assertTrue(refused.retryable());
                assertTrue(world.ca.requests().size() - before <= 12 * 10);
            }
        }
    }

    @Test
    @DisplayName("are always refused: ten requests, then an error")
    void allNoncesAreRefused() {
        var world = new World();
        world.ca.answers("new-account", Integer.MAX_VALUE, request -> Answers.problem(400, "badNonce"));
        var refused = world.acquireFailsWith(AcmeServerException.class);
        assertTrue(refused.problem().is("badNonce"));
        assertEquals(10, world.ca.requests("new-account").size());
        assertEquals(1, world.ca.requests("new-nonce").size());
    }

    @Test
    @DisplayName("come with the refusal, and that one is used")
    void usesTheNonceOfTheRefusal() {
        var world = new World();
        String fresh = world.ca.nonce();
        world.ca.answers(
                "new-order", 1, request -> Answers.with(Answers.problem(400, "badNonce"), "Replay-Nonce", fresh));
        world.acquire();
        assertEquals(
                fresh,
                ScriptedCa.protectedHeader(world.ca.requests("new-order").get(1))
                        .text("nonce"));
    }

    @Test
    @DisplayName("are never used twice")
    void noNonceTwice() {
        var world = new World();
        refuseNonces(world, new Random(7), 30);
        world.acquire();
        List<String> used = world.ca.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .map(request -> ScriptedCa.protectedHeader(request).text("nonce"))
                .toList();
        Set<String> distinct = new TreeSet<>(used);
        assertEquals(used.size(), distinct.size());
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", " ", "with blank", "with+plus", "padded=", "ümlaut", "a\nb"})
    @DisplayName("are ignored in an answer when they break the syntax; the next one is fetched")
    void ignoresMalformedNonces(String nonce) {
        var world = new World();
        world.ca.changes("new-account", 1, Answers.header("Replay-Nonce", nonce));
        world.acquire();
        assertEquals(2, world.ca.requests("new-nonce").size());
    }

    @Test
    @DisplayName("may be missing in an answer, or be several; the next one is fetched")
    void fetchesMissingNonces() {
        var world = new World();
        world.ca.changes("new-account", 1, Answers.header("Replay-Nonce"));
        world.ca.changes("new-order", 1, Answers.header("Replay-Nonce", "one", "two"));
        world.acquire();
        assertEquals(3, world.ca.requests("new-nonce").size());
    }

    @Test
    @DisplayName("have to be in the answer of newNonce, well-formed and no longer than 8 KiB")
    void newNonceHasToGiveOne() {
        for (String[] values : new String[][] {{}, {"not base64url!"}, {"one", "two"}, {"n".repeat(8193)}}) {
            var world = new World();
            world.ca.changes("new-nonce", 1, Answers.header("Replay-Nonce", values));
            world.acquireFailsWith(AcmeProtocolException.class);
            assertEquals(List.of(), world.ca.requests("new-account"));
            world.acquire();
        }
    }

    private static void refuseNonces(World world, Random random, int percent) {
        for (String path : List.of("account", "order", "A1", "A2", "C1", "C2", "ORD1", "finalize", "CRT1")) {
            for (int attempt = 0; attempt < 200; attempt++) {
                if (random.nextInt(100) < percent) {
                    world.ca.answers(path, 1, request -> Answers.problem(400, "badNonce"));
                } else {
                    world.ca.changes(path, 1, answer -> answer);
                }
            }
        }
    }
}
