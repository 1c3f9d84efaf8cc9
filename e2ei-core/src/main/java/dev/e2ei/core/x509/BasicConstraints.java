package dev.e2ei.core.x509;

import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.OptionalInt;

/**
 * The basic constraints extension, RFC 5280 section 4.2.1.9.
 *
 * @param ca whether the key may sign certificates
 * @param pathLength how many intermediate certificates may follow below
 */
public record BasicConstraints(boolean ca, OptionalInt pathLength) {
    public static final ObjectIdentifier OID = ObjectIdentifier.of("2.5.29.19");

    static BasicConstraints read(DerReader reader) {
        DerReader sequence = reader.sequence("basicConstraints");
        boolean ca = sequence.boolDefaultFalse(DerTag.BOOLEAN, "cA");
        OptionalInt pathLength = sequence.isAtEnd()
                ? OptionalInt.empty()
                : OptionalInt.of(sequence.smallInteger(DerTag.INTEGER, Integer.MAX_VALUE, "pathLenConstraint"));
        sequence.expectEnd();
        return new BasicConstraints(ca, pathLength);
    }
}
