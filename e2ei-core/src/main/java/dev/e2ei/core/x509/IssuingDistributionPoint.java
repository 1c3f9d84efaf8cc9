package dev.e2ei.core.x509;

import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.OptionalInt;

/**
 * The issuing distribution point of a revocation list, RFC 5280 section 5.2.5: what the list is about.
 *
 * @param name where the list is had
 * @param onlyUserCertificates whether it is about end entities only
 * @param onlyCaCertificates whether it is about authorities only
 * @param onlySomeReasons the reasons that it covers, as named bits; absent: all
 * @param indirect whether it lists certificates of other issuers too
 * @param onlyAttributeCertificates whether it is about attribute certificates only
 */
public record IssuingDistributionPoint(
        DistributionPointName name,
        boolean onlyUserCertificates,
        boolean onlyCaCertificates,
        OptionalInt onlySomeReasons,
        boolean indirect,
        boolean onlyAttributeCertificates) {
    public static final ObjectIdentifier OID = ObjectIdentifier.of("2.5.29.28");

    static IssuingDistributionPoint read(DerReader reader) {
        DerReader sequence = reader.sequence("issuingDistributionPoint");
        DistributionPointName name = DistributionPointName.readOptional(sequence);
        boolean user = sequence.boolDefaultFalse(DerTag.context(1), "onlyContainsUserCerts");
        boolean ca = sequence.boolDefaultFalse(DerTag.context(2), "onlyContainsCACerts");
        OptionalInt reasons = sequence.nextIs(DerTag.context(3))
                ? OptionalInt.of(sequence.namedBits(DerTag.context(3), "onlySomeReasons"))
                : OptionalInt.empty();
        boolean indirect = sequence.boolDefaultFalse(DerTag.context(4), "indirectCRL");
        boolean attribute = sequence.boolDefaultFalse(DerTag.context(5), "onlyContainsAttributeCerts");
        sequence.expectEnd();
        return new IssuingDistributionPoint(name, user, ca, reasons, indirect, attribute);
    }
}
