package dev.e2ei.tests.vectors;

import java.util.Optional;

/**
 * What came of a vector.
 *
 * @param file the file's name
 * @param suite the suite's number, 0 if the vector has none
 * @param place the vector's place in the file
 * @param failure why it failed
 */
record VectorOutcome(String file, int suite, int place, Optional<String> failure) {
    String suiteName() {
        return suite == 0 ? "any suite" : "suite " + suite;
    }
}
