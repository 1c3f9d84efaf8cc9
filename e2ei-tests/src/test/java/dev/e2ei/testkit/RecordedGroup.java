package dev.e2ei.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.testkit.jose.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A short history of a group, recorded with an independent engine: Alice and Bob with Basic credentials, Carol with X.509. */
final class RecordedGroup {
    private final JsonNode recorded;

    RecordedGroup() {
        try (InputStream in = RecordedGroup.class.getResourceAsStream("recorded-group.json")) {
            recorded = Json.readObject(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConversationId conversation() {
        return new ConversationId(octets(recorded, "conversation"));
    }

    ClientId client(String name) {
        return ClientId.parse(recorded.path(name).asText());
    }

    Bytes message(String name) {
        return octets(recorded, name);
    }

    CommitBundle commit(String name) {
        JsonNode commit = recorded.path("commits").path(name);
        return new CommitBundle(
                octets(commit, "commit"),
                commit.has("welcome") ? Optional.of(octets(commit, "welcome")) : Optional.empty(),
                Optional.of(octets(commit, "groupInfo")));
    }

    private static Bytes octets(JsonNode node, String name) {
        return Bytes.fromHex(node.path(name).asText());
    }
}
