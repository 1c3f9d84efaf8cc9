package dev.e2ei.tests.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.tree.UpdatePath;
import dev.e2ei.core.tree.UpdatePathNode;
import dev.e2ei.spi.crypto.CryptoProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Run with {@code -De2ei.recordVectors=true} to write them anew. */
@DisplayName("Our own vectors of trees and paths, for what those of the working group lack")
class OwnTreeVectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/e2ei/tests/vectors");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private record Scenario(String comment, RecordedGroup group, int sender, Set<Integer> added) {}

    private static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario("one member", group(1), 0, Set.of()),
                new Scenario(
                        "TREE-17: a path node without ciphertexts, since all below it are new",
                        group(2).commit(0, 1).add(1),
                        0,
                        Set.of(2)),
                new Scenario(
                        "TREE-17: the same with two new members, one of them beside an old one",
                        group(5).commit(0, 1, 2, 3, 4).remove(1).commit(4).add(3),
                        0,
                        Set.of(1, 5, 6)),
                new Scenario("TREE-17: a new leaf among somebody's unmerged leaves", unmerged(), 0, Set.of(7)),
                new Scenario(
                        "PC-5: a member without path secret below a set node, in a commit from elsewhere",
                        unmerged(),
                        1,
                        Set.of()),
                new Scenario(
                        "TREE-7: the root outside of the filtered path",
                        group(4).commit(0, 1, 2, 3).remove(0).remove(1),
                        2,
                        Set.of()),
                new Scenario(
                        "TREE-21: an empty filtered path in a tree of four leaves",
                        group(3).commit(0, 1, 2).remove(0).remove(1),
                        2,
                        Set.of()),
                new Scenario(
                        "TREE-7: a new leaf brings the root back into the filtered path, without ciphertexts",
                        group(4).commit(0, 1, 2, 3)
                                .remove(0)
                                .remove(1)
                                .commit(2)
                                .add(1),
                        2,
                        Set.of(0)),
                new Scenario(
                        "TREE-13: lists of unmerged leaves that differ along a path",
                        unmerged().add(2).commit(8).add(2),
                        3,
                        Set.of(10, 11)));
    }

    private static RecordedGroup group(int members) {
        CryptoProvider provider =
                ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow();
        return new RecordedGroup(provider).add(members - 1);
    }

    /** Eight leaves; the last one came after 11 and 7 were set, and has the key of its leaf alone. */
    private static RecordedGroup unmerged() {
        return group(8).commit(0, 1, 2, 3, 4, 5, 6, 7).remove(7).commit(4).add(1);
    }

    private static ArrayNode vectors(BiFunction<Scenario, RecordedGroup, ObjectNode> kind) {
        ArrayNode vectors = JsonNodeFactory.instance.arrayNode();
        scenarios().forEach(scenario -> {
            ObjectNode vector = JsonNodeFactory.instance.objectNode();
            vector.put("comment", scenario.comment());
            vectors.add(vector.setAll(kind.apply(scenario, scenario.group())));
        });
        return vectors;
    }

    private static JsonNode recorded(String file, ArrayNode vectors) throws IOException {
        Path path = FOLDER.resolve(file);
        if (Boolean.getBoolean("e2ei.recordVectors")) {
            Files.createDirectories(FOLDER);
            Files.writeString(path, JSON.writeValueAsString(vectors) + "\n");
        }
        return JSON.readTree(Files.readString(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tree-validation-own.json", "treekem-own.json"})
    @DisplayName("pass")
    void pass(String file) {
        List<VectorOutcome> outcomes = new VectorRun().run(FOLDER.resolve(file));
        assertEquals(scenarios().count(), outcomes.size());
        outcomes.forEach(outcome -> assertEquals(java.util.Optional.empty(), outcome.failure(), outcome::toString));
    }

    @Test
    @DisplayName("are made again, octet for octet: trees")
    void trees() throws IOException {
        ArrayNode vectors = vectors((scenario, group) -> group.tree());
        assertEquals(recorded("tree-validation-own.json", vectors), JSON.readTree(JSON.writeValueAsString(vectors)));
    }

    @Test
    @DisplayName("are made again, octet for octet but for ciphertexts: paths")
    void paths() throws IOException {
        ArrayNode vectors = vectors((scenario, group) -> group.path(scenario.sender(), scenario.added()));
        JsonNode recorded = recorded("treekem-own.json", vectors);
        JsonNode made = JSON.readTree(JSON.writeValueAsString(vectors));
        assertEquals(withoutCiphertexts(recorded), withoutCiphertexts(made));
    }

    /** In place of each path its leaf, its keys, and the number of ciphertexts of each node. */
    private static JsonNode withoutCiphertexts(JsonNode vectors) {
        for (JsonNode path : vectors.findParents("update_path")) {
            UpdatePath decoded = UpdatePath.CODEC.fromOctets(
                    HexFormat.of().parseHex(path.get("update_path").textValue()), DecodeLimits.MESSAGE);
            ObjectNode object = (ObjectNode) path;
            object.put("update_path", decoded.leafNode().octets().hex());
            ArrayNode nodes = object.putArray("nodes");
            for (UpdatePathNode node : decoded.nodes()) {
                nodes.add(node.encryptionKey().hex());
                nodes.add(node.encryptedPathSecrets().size());
            }
        }
        return vectors;
    }
}
