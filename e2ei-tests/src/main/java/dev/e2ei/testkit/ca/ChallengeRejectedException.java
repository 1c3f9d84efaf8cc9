package dev.e2ei.testkit.ca;

/** A token does not prove what its challenge asks for; the challenge ends invalid. */
final class ChallengeRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChallengeRejectedException(String message) {
        super(message);
    }

    static void unless(boolean holds, String message) {
        if (!holds) {
            throw new ChallengeRejectedException(message);
        }
    }
}
