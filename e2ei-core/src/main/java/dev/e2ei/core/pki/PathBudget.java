package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;

/** How much work one search for a path may take; hostile certificates would make it endless. */
final class PathBudget {
    static final int MAX_SIGNATURES = 100;
    static final int MAX_NAME_COMPARISONS = 250_000;
    static final int MAX_CANDIDATES = 5_000;
    static final int MAX_PATH = 16;

    private int signatures;
    private int nameComparisons;
    private int candidates;

    void signature() {
        spend(++signatures, MAX_SIGNATURES, "signatures");
    }

    void nameComparison() {
        spend(++nameComparisons, MAX_NAME_COMPARISONS, "name comparisons");
    }

    void candidate() {
        spend(++candidates, MAX_CANDIDATES, "candidates");
    }

    private static void spend(int spent, int limit, String what) {
        if (spent > limit) {
            throw new PathRejectedException(Reason.BUDGET_EXCEEDED, "at most " + limit + " " + what, "more");
        }
    }
}
