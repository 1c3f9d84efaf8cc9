package dev.e2ei.tests.vectors;

/** The engine says otherwise than a vector. */
final class VectorMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VectorMismatchException(String message) {
        super(message);
    }
}
