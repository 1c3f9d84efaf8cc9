package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.GeneralName;
import dev.e2ei.core.x509.NameConstraints;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One issuer's permitted and excluded subtrees, by the form of name that they constrain. */
final class NameSubtrees {
    private final ParsedCertificate issuer;
    private final Map<String, List<GeneralName>> permitted;
    private final Map<String, List<GeneralName>> excluded;

    NameSubtrees(ParsedCertificate issuer, NameConstraints constraints) {
        this.issuer = issuer;
        this.permitted = byForm(constraints.permitted());
        this.excluded = byForm(constraints.excluded());
    }

    private static Map<String, List<GeneralName>> byForm(List<GeneralName> bases) {
        return bases.stream().collect(Collectors.groupingBy(GeneralName::form));
    }

    void check(GeneralName name, ParsedCertificate certificate, PathBudget budget) {
        List<GeneralName> permittedBases = permitted.getOrDefault(name.form(), List.of());
        List<GeneralName> excludedBases = excluded.getOrDefault(name.form(), List.of());
        if (permittedBases.isEmpty() && excludedBases.isEmpty()) {
            // Who constrains anything at all has to get names that are what their form says.
            if (NameMatch.isGarbled(name)) {
                throw refused("that is one", name, certificate);
            }
            return;
        }
        if (!NameMatch.supports(name)) {
            throw new PathRejectedException(
                    Reason.UNSUPPORTED_NAME_CONSTRAINT,
                    "constraints of a supported form by " + issuer,
                    name.form() + " in " + certificate);
        }
        for (GeneralName base : excludedBases) {
            budget.nameComparison();
            // What cannot be decided counts as excluded, and below as not permitted.
            if (NameMatch.of(name, base, true) != NameMatch.OUTSIDE) {
                throw refused("outside the excluded " + NameMatch.describe(base), name, certificate);
            }
        }
        if (!permittedBases.isEmpty() && !isPermitted(name, permittedBases, budget)) {
            String bases = permittedBases.stream()
                    .limit(4)
                    .map(NameMatch::describe)
                    .collect(Collectors.joining(" or ", "", permittedBases.size() > 4 ? " or others" : ""));
            throw refused("within " + bases, name, certificate);
        }
    }

    private static boolean isPermitted(GeneralName name, List<GeneralName> bases, PathBudget budget) {
        for (GeneralName base : bases) {
            budget.nameComparison();
            if (NameMatch.of(name, base, false) == NameMatch.INSIDE) {
                return true;
            }
        }
        return false;
    }

    private PathRejectedException refused(String expected, GeneralName name, ParsedCertificate certificate) {
        return new PathRejectedException(
                Reason.NAME_CONSTRAINT,
                "a " + name.form() + " " + expected + " by " + issuer,
                NameMatch.describe(name) + " in " + certificate);
    }
}
