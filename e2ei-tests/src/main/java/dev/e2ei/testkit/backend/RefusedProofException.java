package dev.e2ei.testkit.backend;

/** A request that the backend refuses; the message is the label. */
final class RefusedProofException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedProofException(String label) {
        this(400, label);
    }

    RefusedProofException(int status, String label) {
        super(label);
        this.status = status;
    }

    int status() {
        return status;
    }

    static void unless(boolean holds, String label) {
        if (!holds) {
            throw new RefusedProofException(label);
        }
    }
}
