package dev.e2ei.tests.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** All statements of Wire's page, on each storage engine. */
@DisplayName("Wire's page")
@ParameterizedClass(name = "in {0}")
@ValueSource(strings = {"memory", "file", "sqlite"})
class SeedPageTest extends RevocationStatements {
    private static final int STATEMENTS = 36;

    SeedPageTest(String engine) {
        super(engine);
    }

    @Test
    @DisplayName("has a test for each of its statements, by number")
    void complete() {
        List<String> expected = IntStream.rangeClosed(1, STATEMENTS)
                .mapToObj(number -> "SP-" + number)
                .toList();
        List<String> found = IntStream.rangeClosed(1, STATEMENTS)
                .mapToObj(number -> tests("SP-" + number + " "))
                .toList();
        assertEquals(expected, found);
    }

    /** The number, if exactly one test carries it. */
    private static String tests(String beginning) {
        long tests = 0;
        for (Class<?> type = SeedPageTest.class; type != SeedPage.class; type = type.getSuperclass()) {
            tests += Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .filter(method ->
                            method.getAnnotation(DisplayName.class).value().startsWith(beginning))
                    .count();
        }
        return tests == 1 ? beginning.strip() : tests + " tests of " + beginning.strip();
    }
}
