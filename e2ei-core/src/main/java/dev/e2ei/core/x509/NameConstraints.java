package dev.e2ei.core.x509;

import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.ArrayList;
import java.util.List;

/**
 * The name constraints extension, RFC 5280 section 4.2.1.10.
 *
 * @param permitted the bases of the permitted subtrees
 * @param excluded the bases of the excluded subtrees
 */
public record NameConstraints(List<GeneralName> permitted, List<GeneralName> excluded) {
    public static final ObjectIdentifier OID = ObjectIdentifier.of("2.5.29.30");

    public NameConstraints {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    static NameConstraints read(DerReader reader) {
        DerReader sequence = reader.sequence("nameConstraints");
        List<GeneralName> permitted = subtrees(sequence, DerTag.constructed(0), "permittedSubtrees");
        List<GeneralName> excluded = subtrees(sequence, DerTag.constructed(1), "excludedSubtrees");
        if (permitted.isEmpty() && excluded.isEmpty()) {
            throw sequence.malformed(Reason.VALUE, "no subtree at all");
        }
        sequence.expectEnd();
        return new NameConstraints(permitted, excluded);
    }

    private static List<GeneralName> subtrees(DerReader sequence, int tag, String field) {
        if (!sequence.nextIs(tag)) {
            return List.of();
        }
        DerReader subtrees = sequence.enter(tag, field);
        List<GeneralName> bases = new ArrayList<>();
        do {
            DerReader subtree = subtrees.sequence("subtree");
            bases.add(GeneralNames.readOne(subtree, true));
            // RFC 5280 allows neither another minimum than the default nor a maximum.
            subtree.expectEnd();
        } while (!subtrees.isAtEnd());
        return bases;
    }
}
