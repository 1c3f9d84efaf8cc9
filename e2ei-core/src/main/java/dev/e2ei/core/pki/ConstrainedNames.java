package dev.e2ei.core.pki;

import dev.e2ei.core.x509.AttributeTypeAndValue;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.GeneralName;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.ArrayList;
import java.util.List;

/** The names of a certificate to which constraints apply, RFC 5280 section 4.2.1.10. */
final class ConstrainedNames {
    private ConstrainedNames() {}

    static List<GeneralName> of(ParsedCertificate certificate) {
        List<GeneralName> names = new ArrayList<>(certificate.extensions().subjectAlternativeNames());
        DistinguishedName subject = certificate.subject();
        if (!subject.isEmpty()) {
            // Where there are alternative names, the legacy attribute is none.
            if (names.isEmpty()) {
                addMailboxes(subject, names);
            }
            names.add(new GeneralName.DirectoryName(subject));
        }
        return names;
    }

    private static void addMailboxes(DistinguishedName subject, List<GeneralName> names) {
        List<String> mailboxes = subject.texts(AttributeTypeAndValue.EMAIL_ADDRESS);
        mailboxes.forEach(mailbox -> names.add(new GeneralName.Rfc822Name(mailbox)));
        if (mailboxes.size() < subject.count(AttributeTypeAndValue.EMAIL_ADDRESS)) {
            // One that is no text: a mailbox of which nothing can be said.
            names.add(new GeneralName.Rfc822Name(""));
        }
    }
}
