package dev.e2ei.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documents")
class DocsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    @DisplayName("list every error code and kind, and no other")
    void errors() throws IOException {
        TreeSet<String> codes = new TreeSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            codes.add(code.name());
        }
        for (ErrorKind kind : ErrorKind.values()) {
            codes.add(kind.name());
        }
        TreeSet<String> listed = new TreeSet<>();
        Matcher row = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(ROOT.resolve("docs/errors.md")));
        while (row.find()) {
            listed.add(row.group(1));
        }
        assertEquals(codes, listed);
    }

    @Test
    @DisplayName("show code that is compiled and run: each block stands in an example")
    void examples() throws IOException {
        String compact = compact(example("EnrollmentExamplesTest")
                + example("TrustExamplesTest")
                + example("ConversationExamplesTest")
                + example("VerdictExamplesTest"));
        int blocks = 0;
        for (String document : new String[] {
            "README.md", "docs/enrollment.md", "docs/trust.md", "docs/verdicts.md", "docs/conversations.md"
        }) {
            Matcher block = Pattern.compile("```(?:java|text)\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(ROOT.resolve(document)));
            while (block.find()) {
                blocks++;
                assertTrue(compact.contains(compact(block.group(1))), document + ":\n" + block.group(1));
            }
        }
        assertTrue(blocks >= 15, "only " + blocks + " blocks were found");
    }

    private static String example(String name) throws IOException {
        return Files.readString(ROOT.resolve("e2ei-tests/src/test/java/dev/e2ei/tests/examples/" + name + ".java"));
    }

    /** The formatter may break lines of code where the document does not. */
    private static String compact(String code) {
        return code.replaceAll("\\s+", "");
    }
}
