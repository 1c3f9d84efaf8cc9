package dev.e2ei.tests.vectors;

/** What the vectors of one kind of file say, and how that is checked. */
interface VectorKind {
    /** How names of such files begin, such as {@code tree-math}. */
    String name();

    /**
     * Checks one vector against the engine.
     *
     * @throws VectorMismatchException if the engine says otherwise; any other exception counts as that, too
     */
    void verify(VectorCase vector);
}
