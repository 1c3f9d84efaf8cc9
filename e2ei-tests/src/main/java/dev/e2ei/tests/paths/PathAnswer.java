package dev.e2ei.tests.paths;

/**
 * What came of a case.
 *
 * @param kind accepted or refused, and how
 * @param why the explanation
 */
record PathAnswer(Kind kind, String why) {
    enum Kind {
        ACCEPTED,
        REFUSED,
        /** Refused because a feature is not supported. */
        UNSUPPORTED,
        /** An exception that is not declared. */
        UNDECLARED
    }
}
