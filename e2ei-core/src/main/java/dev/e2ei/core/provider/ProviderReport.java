package dev.e2ei.core.provider;

import java.util.ArrayList;
import java.util.List;

/**
 * How a choice came about: for messages and logs.
 *
 * @param sought what was looked for, and where
 * @param rejected who was passed over, and why; one line each
 */
public record ProviderReport(String sought, List<String> rejected) {
    /** {@inheritDoc} */
    public ProviderReport {
        rejected = List.copyOf(rejected);
    }

    static ProviderReport of(ProviderKind<?> kind, ProviderSearch search, ProviderSearch.Found<?> found) {
        List<String> rejected = new ArrayList<>();
        found.candidates()
                .forEach(candidate -> candidate
                        .rejection()
                        .ifPresentOrElse(
                                reason -> rejected.add(candidate.describe() + " " + reason),
                                () -> rejected.add(candidate.describe()
                                        + (candidate.byNameOnly()
                                                ? " is chosen only by its name"
                                                : " has priority " + candidate.priority()))));
        found.failures().forEach(failure -> rejected.add("could not be loaded: " + failure));
        return new ProviderReport(
                "a provider of the kind " + kind.name() + " (" + kind.service().getName() + ") in " + search.describe(),
                rejected);
    }

    @Override
    public String toString() {
        return "looked for " + sought + "; "
                + (rejected.isEmpty() ? "found none" : "found: " + String.join("; ", rejected));
    }
}
