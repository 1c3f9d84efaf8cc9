package dev.e2ei.tests.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The runner of cases of path validation")
class PathsMainTest {
    private static final String NOT_A_CERTIFICATE = Base64.getEncoder().encodeToString(new byte[] {0x30, 0});

    @TempDir
    private Path folder;

    private String printed = "";

    private int run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = PathsMain.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
        printed = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    private void write(String file, String... lines) throws IOException {
        Files.write(folder.resolve(file), List.of(lines));
    }

    private static String line(String id, String expected) {
        return String.join("\t", id, "own", expected, "NOW", NOT_A_CERTIFICATE, "", "", "", "", "", "", "");
    }

    @Test
    @DisplayName("ends with 0 if all came out as expected, whatever the suite is called and without tiers")
    void passes() throws IOException {
        write("other-name.tsv", line("a", "FAIL"), line("b", "FAIL"));
        assertEquals(0, run(folder.toString()), printed);
        assertTrue(printed.contains("own\tMUST\t{right refusal=2}"), printed);
        assertTrue(printed.contains("2 cases"), printed);
    }

    @Test
    @DisplayName("ends with 1 if a case is refused that must be accepted, and names it with both sides")
    void fails() throws IOException {
        write("own.tsv", line("a", "OK"));
        assertEquals(1, run(folder.toString()));
        assertTrue(printed.contains("FALSE REJECT\tMUST\town\ta\texpected OK, found REFUSED"), printed);
    }

    @Test
    @DisplayName("takes the tiers of the folder: what is out of question fails nothing")
    void tiers() throws IOException {
        write("own.tsv", line("a", "OK"));
        write("tiers.tsv", "own\ta\tNA\tsome reason");
        assertEquals(0, run(folder.toString()), printed);
    }

    @Test
    @DisplayName("ends with 2 where there is nothing to run, or no case")
    void wrongUse() throws IOException {
        assertEquals(2, run());
        assertEquals(2, run(folder.resolve("none").toString()));
        assertEquals(2, run(folder.toString()));
        write("own.tsv", "a line of its own");
        assertEquals(2, run(folder.toString()));
        assertTrue(printed.contains("twelve columns"), printed);
    }
}
