package dev.e2ei.core.x509;

import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The extended key usage extension, RFC 5280 section 4.2.1.12.
 *
 * @param purposes at least one
 */
public record ExtendedKeyUsage(Set<ObjectIdentifier> purposes) {
    public static final ObjectIdentifier OID = ObjectIdentifier.of("2.5.29.37");
    public static final ObjectIdentifier ANY = ObjectIdentifier.of("2.5.29.37.0");
    public static final ObjectIdentifier CLIENT_AUTH = ObjectIdentifier.of("1.3.6.1.5.5.7.3.2");
    public static final ObjectIdentifier IM_URI = ObjectIdentifier.of("1.3.6.1.5.5.7.3.40");

    public ExtendedKeyUsage {
        purposes = Set.copyOf(purposes);
    }

    static ExtendedKeyUsage read(DerReader reader) {
        DerReader sequence = reader.sequence("extKeyUsage");
        Set<ObjectIdentifier> purposes = new LinkedHashSet<>();
        do {
            purposes.add(sequence.objectIdentifier("keyPurposeId"));
        } while (!sequence.isAtEnd());
        return new ExtendedKeyUsage(purposes);
    }
}
