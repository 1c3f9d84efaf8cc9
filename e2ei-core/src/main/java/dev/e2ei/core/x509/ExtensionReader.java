package dev.e2ei.core.x509;

import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a list of extensions, RFC 5280 section 4.2. */
final class ExtensionReader {
    private static final int MAX_EXTENSIONS = 64;

    /** Takes in the extensions that it knows. */
    interface Recognizer {
        /**
         * Reads a value up to its end, or leaves the reader as it is.
         *
         * @return whether the extension is understood to the point where it may be critical
         */
        boolean recognize(ObjectIdentifier id, DerReader value);
    }

    private final List<Extension> all = new ArrayList<>();
    private final Set<ObjectIdentifier> unrecognizedCritical = new HashSet<>();

    void read(DerReader parent, Recognizer recognizer) {
        DerReader sequence = parent.sequence("extensions");
        sequence.nextTag(); // there is at least one
        read(sequence, recognizer, new HashSet<>());
    }

    /** The same where a list without members does no harm. */
    void readPerhapsNone(DerReader parent, Recognizer recognizer) {
        read(parent.sequence("extensions"), recognizer, new HashSet<>());
    }

    private void read(DerReader sequence, Recognizer recognizer, Set<ObjectIdentifier> seen) {
        while (!sequence.isAtEnd()) {
            int from = sequence.position();
            DerReader extension = sequence.sequence("extension");
            ObjectIdentifier id = extension.objectIdentifier("extnID");
            if (!seen.add(id)) {
                throw sequence.malformed(Reason.DUPLICATE, from, id.dotted(), "an extension occurs once");
            }
            if (seen.size() > MAX_EXTENSIONS) {
                throw sequence.malformed(Reason.TOO_LARGE, "more than " + MAX_EXTENSIONS + " extensions");
            }
            boolean critical = extension.boolDefaultFalse(DerTag.BOOLEAN, "critical");
            DerReader value = extension.enter(DerTag.OCTET_STRING, id.dotted());
            extension.expectEnd();
            all.add(new Extension(id, critical, value.remaining()));
            int start = value.position();
            if (!recognizer.recognize(id, value) && critical) {
                unrecognizedCritical.add(id);
            }
            if (value.position() != start) {
                value.expectEnd();
            }
        }
    }

    List<Extension> all() {
        return List.copyOf(all);
    }

    Set<ObjectIdentifier> unrecognizedCritical() {
        return Set.copyOf(unrecognizedCritical);
    }
}
