package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import java.util.List;
import java.util.Optional;

/**
 * A DistributionPointName, RFC 5280 section 4.2.1.13.
 *
 * @param fullName its names; empty where the name is absent or relative
 * @param relativeName the content of the relative name that is to be put at the end of the name of the list's issuer
 */
public record DistributionPointName(List<GeneralName> fullName, Optional<Bytes> relativeName) {
    public DistributionPointName {
        fullName = List.copyOf(fullName);
    }

    static DistributionPointName readOptional(DerReader parent) {
        if (!parent.nextIs(DerTag.constructed(0))) {
            return new DistributionPointName(List.of(), Optional.empty());
        }
        DerReader choice = parent.enter(DerTag.constructed(0), "distributionPoint");
        DistributionPointName name;
        if (choice.nextIs(DerTag.constructed(1))) {
            DerReader relative = choice.enter(DerTag.constructed(1), "nameRelativeToCRLIssuer");
            Bytes content = relative.remaining();
            do {
                AttributeTypeAndValue.read(relative);
            } while (!relative.isAtEnd());
            name = new DistributionPointName(List.of(), Optional.of(content));
        } else {
            List<GeneralName> names = GeneralNames.readAll(choice.enter(DerTag.constructed(0), "fullName"));
            name = new DistributionPointName(names, Optional.empty());
        }
        choice.expectEnd();
        return name;
    }

    public boolean isAbsent() {
        return fullName.isEmpty() && relativeName.isEmpty();
    }

    /** All names in full, given the issuer of the list. */
    public List<GeneralName> resolve(DistinguishedName crlIssuer) {
        return relativeName
                .<List<GeneralName>>map(relative -> List.of(new GeneralName.DirectoryName(crlIssuer.with(relative))))
                .orElse(fullName);
    }
}
