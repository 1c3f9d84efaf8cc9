package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.ObjectIdentifier;

/**
 * An AlgorithmIdentifier, RFC 5280 section 4.1.1.2.
 *
 * @param algorithm the algorithm
 * @param encoded the whole value in DER, parameters included
 */
public record AlgorithmIdentifier(ObjectIdentifier algorithm, Bytes encoded) {
    static AlgorithmIdentifier read(DerReader reader, String field) {
        int from = reader.position();
        DerReader sequence = reader.sequence(field);
        ObjectIdentifier algorithm = sequence.objectIdentifier("algorithm");
        if (!sequence.isAtEnd()) {
            sequence.skip("parameters");
        }
        sequence.expectEnd();
        return new AlgorithmIdentifier(algorithm, reader.since(from));
    }
}
