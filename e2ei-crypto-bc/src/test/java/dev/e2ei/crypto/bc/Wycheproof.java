package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One file of Project Wycheproof, and an account of which of its cases were run. */
final class Wycheproof {
    private final JsonNode file;
    private final List<String> differences = new ArrayList<>();
    private int executed;
    private int excluded;

    Wycheproof(String name) {
        file = Vectors.json("wycheproof/" + name + "_test.json.xz");
    }

    int size() {
        return file.required("numberOfTests").intValue();
    }

    /** Answers whether the code did what the case says. */
    interface Check {
        boolean passes(Case test);
    }

    /** Runs each case of those groups that the code is for; the others count as excluded. */
    Wycheproof run(Predicate<JsonNode> groups, Check check) {
        for (JsonNode group : file.required("testGroups")) {
            for (JsonNode test : group.required("tests")) {
                if (!groups.test(group)) {
                    excluded++;
                    continue;
                }
                executed++;
                Case one = new Case(group, test);
                if (!check.passes(one)) {
                    differences.add(one.toString());
                }
            }
        }
        return this;
    }

    void expect(int expectedExecuted, int expectedExcluded) {
        assertEquals(List.of(), differences);
        assertEquals(expectedExecuted, executed, "executed cases");
        assertEquals(expectedExcluded, excluded, "excluded cases");
        assertEquals(size(), executed + excluded, "cases in the file");
        assertTrue(executed > 0, "nothing was run");
    }

    /** One case with its group. */
    static final class Case {
        private final JsonNode group;
        private final JsonNode test;

        private Case(JsonNode group, JsonNode test) {
            this.group = group;
            this.test = test;
        }

        JsonNode group() {
            return group;
        }

        byte[] hex(String member) {
            return Vectors.hex(test, member);
        }

        int number(String member) {
            return test.required(member).intValue();
        }

        boolean isValid() {
            return test.required("result").textValue().equals("valid");
        }

        Set<String> flags() {
            Set<String> flags = new HashSet<>();
            test.required("flags").forEach(flag -> flags.add(flag.textValue()));
            return flags;
        }

        @Override
        public String toString() {
            return "tcId " + test.required("tcId") + " " + test.required("result") + " " + test.path("comment");
        }
    }
}
