package dev.e2ei.core.x509;

import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import java.util.List;

/**
 * A DistributionPointName, RFC 5280 section 4.2.1.13.
 *
 * @param fullName its names; empty where the name is absent or relative
 * @param relativeToIssuer whether it is relative to the name of the list's issuer, a form that is not supported
 */
public record DistributionPointName(List<GeneralName> fullName, boolean relativeToIssuer) {
    public DistributionPointName {
        fullName = List.copyOf(fullName);
    }

    static DistributionPointName readOptional(DerReader parent) {
        if (!parent.nextIs(DerTag.constructed(0))) {
            return new DistributionPointName(List.of(), false);
        }
        DerReader choice = parent.enter(DerTag.constructed(0), "distributionPoint");
        DistributionPointName name;
        if (choice.nextIs(DerTag.constructed(1))) {
            choice.skip("nameRelativeToCRLIssuer");
            name = new DistributionPointName(List.of(), true);
        } else {
            List<GeneralName> names = GeneralNames.readAll(choice.enter(DerTag.constructed(0), "fullName"));
            name = new DistributionPointName(names, false);
        }
        choice.expectEnd();
        return name;
    }

    public boolean isAbsent() {
        return fullName.isEmpty() && !relativeToIssuer;
    }

    /** Whether the two have a name in common, as RFC 5280, section 6.3.3 (b) (2) (i), asks. */
    public boolean sharesNameWith(DistributionPointName other) {
        return fullName.stream().anyMatch(other.fullName::contains);
    }
}
