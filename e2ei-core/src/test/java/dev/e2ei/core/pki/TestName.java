package dev.e2ei.core.pki;

import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.Map;

/** Distinguished names in DER. */
public final class TestName {
    private static final Map<String, String> TYPES =
            Map.of("CN", "2.5.4.3", "O", "2.5.4.10", "OU", "2.5.4.11", "C", "2.5.4.6", "E", "1.2.840.113549.1.9.1");

    private TestName() {}

    /** A name of pairs of type and value; without pairs the empty name. */
    public static byte[] of(String... pairs) {
        return DerWriter.sequenceOf(out -> {
            for (int i = 0; i < pairs.length; i += 2) {
                String type = TYPES.get(pairs[i]);
                String value = pairs[i + 1];
                out.set(set -> set.sequence(attribute ->
                        attribute.objectIdentifier(ObjectIdentifier.of(type)).utf8String(value)));
            }
        });
    }
}
