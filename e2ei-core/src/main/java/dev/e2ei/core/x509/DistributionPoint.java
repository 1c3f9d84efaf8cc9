package dev.e2ei.core.x509;

import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * One CRL distribution point, RFC 5280 section 4.2.1.13.
 *
 * @param name where the list is had
 * @param reasons the reasons that the list there covers, as named bits; absent: all
 * @param crlIssuer who signs that list, where that is not the certificate's issuer
 */
public record DistributionPoint(DistributionPointName name, OptionalInt reasons, List<GeneralName> crlIssuer) {
    public static final ObjectIdentifier OID = ObjectIdentifier.of("2.5.29.31");
    /** The extension of the same syntax that says where delta lists are had, section 4.2.1.15. */
    public static final ObjectIdentifier FRESHEST_CRL = ObjectIdentifier.of("2.5.29.46");

    public DistributionPoint {
        crlIssuer = List.copyOf(crlIssuer);
    }

    static List<DistributionPoint> readAll(DerReader reader) {
        DerReader sequence = reader.sequence("cRLDistributionPoints");
        List<DistributionPoint> points = new ArrayList<>();
        do {
            points.add(read(sequence.sequence("distributionPoint")));
        } while (!sequence.isAtEnd());
        return List.copyOf(points);
    }

    private static DistributionPoint read(DerReader point) {
        DistributionPointName name = DistributionPointName.readOptional(point);
        OptionalInt reasons = point.nextIs(DerTag.context(1))
                ? OptionalInt.of(point.namedBits(DerTag.context(1), "reasons"))
                : OptionalInt.empty();
        List<GeneralName> crlIssuer = point.nextIs(DerTag.constructed(2))
                ? GeneralNames.readAll(point.enter(DerTag.constructed(2), "cRLIssuer"))
                : List.of();
        point.expectEnd();
        return new DistributionPoint(name, reasons, crlIssuer);
    }
}
