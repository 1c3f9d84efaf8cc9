package dev.e2ei.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rooms are small")
class SizesTest {
    @Test
    @DisplayName("main files have at most 350 lines, nine in ten under 200; test files at most 450")
    void files() throws IOException {
        List<String> large = new ArrayList<>();
        List<Integer> main = new ArrayList<>();
        for (Path file : House.sources("main")) {
            int lines = lines(file);
            main.add(lines);
            if (lines > 350) {
                large.add(House.relative(file) + " has " + lines);
            }
        }
        for (Path file : House.sources("test")) {
            if (lines(file) > 450) {
                large.add(House.relative(file) + " has " + lines(file));
            }
        }
        assertEquals(List.of(), large);
        Collections.sort(main);
        int ninth = main.get(main.size() * 9 / 10);
        assertTrue(ninth < 200, "one main file in ten has " + ninth + " lines or more");
    }

    private static int lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }
}
