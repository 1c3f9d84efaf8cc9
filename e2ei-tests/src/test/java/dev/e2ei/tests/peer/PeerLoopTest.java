package dev.e2ei.tests.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.Json;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The peer program")
class PeerLoopTest {
    private static final String GROUP = hex("group");

    /** One program: a loop over its own store. */
    private static final class Program implements AutoCloseable {
        private final PeerStore store = new PeerStore();
        private final Session session = new Session(store);
        private int sequence;

        JsonNode line(String line) throws IOException, InterruptedException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new PeerLoop(session, new PrintStream(out, true, StandardCharsets.UTF_8))
                    .run(new BufferedReader(new StringReader(line + "\n\n")));
            List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
            assertEquals(1, lines.size());
            return Json.readValue(lines.get(0));
        }

        JsonNode call(String op, String... arguments) throws IOException, InterruptedException {
            ObjectNode request = Json.object().put("id", ++sequence).put("op", op);
            for (int i = 0; i < arguments.length; i += 2) {
                JsonNode value = arguments[i + 1].matches("\\[.*|\\{.*|\\d|true")
                        ? Json.readValue(arguments[i + 1])
                        : request.textNode(arguments[i + 1]);
                request.set(arguments[i], value);
            }
            JsonNode answer = line(Json.write(request));
            assertEquals(sequence, answer.path("id").asInt());
            assertEquals(answer.path("ok").asBoolean(), !answer.has("error"));
            return answer;
        }

        String text(String result, String op, String... arguments) throws IOException, InterruptedException {
            JsonNode answer = call(op, arguments);
            assertTrue(answer.path("ok").asBoolean(), answer::toString);
            return answer.path(result).asText();
        }

        @Override
        public void close() {
            session.close();
            store.close();
        }
    }

    private final Program alice = new Program();
    private final Program bob = new Program();

    @BeforeEach
    void init() throws IOException, InterruptedException {
        alice.text("databaseName", "init", "clientId", id(1), "ciphersuite", "1");
        bob.text("databaseName", "init", "clientId", id(2), "ciphersuite", "1");
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    private static String id(int number) {
        return number + "7ac11a4-8f01-4527-af88-1c30885a7931:" + number + "add501bacd1d90e@example.com";
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Alice makes the group, and Bob joins it. */
    private JsonNode meet() throws IOException, InterruptedException {
        alice.text("epoch", "createGroup", "groupId", GROUP, "ciphersuite", "1");
        JsonNode keyPackages = bob.call("keyPackages", "n", "1").path("keyPackages");
        JsonNode added = alice.call("add", "groupId", GROUP, "keyPackages", keyPackages.toString());
        assertEquals(
                GROUP,
                bob.text(
                        "groupId",
                        "processWelcome",
                        "welcome",
                        added.path("welcome").asText()));
        return added;
    }

    private static String kind(JsonNode answer) {
        return answer.path("error").path("context").path("type").asText();
    }

    private void assertSameEpoch() throws IOException, InterruptedException {
        for (String[] read :
                new String[][] {{"epoch", "epoch"}, {"secret", "exportSecret"}, {"value", "epochAuthenticator"}}) {
            assertEquals(alice.text(read[0], read[1], "groupId", GROUP), bob.text(read[0], read[1], "groupId", GROUP));
        }
    }

    @Test
    @DisplayName("answers what it cannot read or does not know with an error, and goes on")
    void badRequests() throws IOException, InterruptedException {
        assertEquals("BadRequest", alice.line("{").path("error").path("type").asText());
        assertEquals("BadRequest", alice.line("[1]").path("error").path("type").asText());
        assertEquals(
                "UnknownOp", alice.call("nothing").path("error").path("name").asText());
        assertEquals(
                "missing: groupId",
                alice.call("epoch").path("error").path("message").asText());
        assertEquals(
                "Mls",
                alice.call("epoch", "groupId", "00").path("error").path("type").asText());
        assertEquals(
                "IllegalStateException",
                alice.call("init", "ciphersuite", "1")
                        .path("error")
                        .path("name")
                        .asText());
        assertFalse(alice.text("version", "version").isEmpty());
    }

    @Test
    @DisplayName("creates, adds, joins, speaks, updates, removes and lets back in")
    void life() throws IOException, InterruptedException {
        JsonNode added = meet();
        for (String part : List.of("commit", "welcome", "groupInfo")) {
            assertTrue(added.path(part).asText().startsWith("0001"), part);
        }
        assertEquals(1, added.path("epoch").asInt());
        assertSameEpoch();
        for (String spelling : List.of(hex("hello"), "utf8:hello", "base64:aGVsbG8=")) {
            String message = alice.text("message", "encrypt", "groupId", GROUP, "plaintext", spelling);
            JsonNode read = bob.call("processMessage", "groupId", GROUP, "message", message);
            assertEquals(hex("hello"), read.path("plaintext").asText());
            assertEquals(id(1), read.path("sender").asText());
            assertEquals("DuplicateMessage", kind(bob.call("processMessage", "groupId", GROUP, "message", message)));
        }
        String update = bob.text("commit", "update", "groupId", GROUP);
        assertTrue(alice.call("processMessage", "groupId", GROUP, "message", update)
                .path("hasEpochChanged")
                .asBoolean());
        assertSameEpoch();

        JsonNode removed = alice.call("remove", "groupId", GROUP, "clientIds", "[\"" + id(2) + "\"]");
        JsonNode out = bob.call(
                "processMessage",
                "groupId",
                GROUP,
                "message",
                removed.path("commit").asText());
        assertFalse(out.path("isActive").asBoolean(true));
        assertEquals("false", bob.text("exists", "exists", "groupId", GROUP));
        String back = bob.text(
                "commit",
                "externalCommit",
                "groupInfo",
                removed.path("groupInfo").asText());
        alice.text("epoch", "processMessage", "groupId", GROUP, "message", back);
        assertSameEpoch();
        assertEquals(
                List.of(id(1), id(2)),
                List.of(
                        alice.call("members", "groupId", GROUP)
                                .path("members")
                                .path(0)
                                .asText(),
                        alice.call("members", "groupId", GROUP)
                                .path("members")
                                .path(1)
                                .asText()));
    }

    @Test
    @DisplayName("has forgotten nothing after a restart, nor after it was closed and opened again")
    void restart() throws IOException, InterruptedException {
        meet();
        String message = alice.text("message", "encrypt", "groupId", GROUP, "plaintext", hex("while away"));
        bob.call("restart");
        assertEquals(hex("while away"), bob.text("plaintext", "processMessage", "groupId", GROUP, "message", message));
        bob.call("close");
        assertTrue(bob.call("epoch", "groupId", GROUP).has("error"));
        bob.text("databaseName", "init", "clientId", id(2), "ciphersuite", "1");
        assertEquals("DuplicateMessage", kind(bob.call("processMessage", "groupId", GROUP, "message", message)));
        assertSameEpoch();
    }

    @Test
    @DisplayName("says what came too early, too late, or was rejected")
    void errors() throws IOException, InterruptedException {
        JsonNode added = meet();
        assertEquals(
                "ConversationAlreadyExists", kind(alice.call("createGroup", "groupId", GROUP, "ciphersuite", "1")));
        assertEquals(
                "OrphanWelcome",
                kind(alice.call(
                        "processWelcome", "welcome", added.path("welcome").asText())));
        String first = alice.text("commit", "update", "groupId", GROUP);
        String second = alice.text("commit", "update", "groupId", GROUP);
        String third = alice.text("commit", "update", "groupId", GROUP);
        assertEquals("WrongEpoch", kind(bob.call("processMessage", "groupId", GROUP, "message", third)));
        assertEquals("BufferedFutureMessage", kind(bob.call("processMessage", "groupId", GROUP, "message", second)));
        assertEquals(
                1,
                bob.call("processMessage", "groupId", GROUP, "message", first)
                        .path("buffered")
                        .size());
        bob.text("epoch", "processMessage", "groupId", GROUP, "message", third);
        assertSameEpoch();

        alice.call("setTransportResponse", "response", "{\"abort\":{\"reason\":\"too late\"}}");
        JsonNode refused = alice.call("update", "groupId", GROUP);
        assertEquals("MessageRejected", kind(refused));
        assertEquals(
                "too late",
                refused.path("error")
                        .path("context")
                        .path("context")
                        .path("reason")
                        .asText());
        assertSameEpoch();
        alice.call("setTransportResponse", "response", "success");
        bob.text(
                "epoch",
                "processMessage",
                "groupId",
                GROUP,
                "message",
                alice.text("commit", "update", "groupId", GROUP));
        assertSameEpoch();
    }
}
