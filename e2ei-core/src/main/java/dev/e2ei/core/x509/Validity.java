package dev.e2ei.core.x509;

import dev.e2ei.core.der.DerReader;
import java.time.Instant;

/**
 * The period of validity, RFC 5280 section 4.1.2.5.
 *
 * @param notBefore its first second
 * @param notAfter its last second
 */
public record Validity(Instant notBefore, Instant notAfter) {
    static Validity read(DerReader reader) {
        DerReader sequence = reader.sequence("validity");
        Validity validity = new Validity(sequence.time("notBefore"), sequence.time("notAfter"));
        sequence.expectEnd();
        return validity;
    }
}
