package dev.e2ei.core.pki;

import dev.e2ei.core.x509.DnsLabels;

/** Mailboxes: a base is one mailbox, all mailboxes of a host, or with a leading dot those of all hosts below a domain; an empty one all. */
final class MailboxSubtree {
    private MailboxSubtree() {}

    static NameMatch match(String mailbox, String base) {
        int at = mailbox.lastIndexOf('@');
        // A quoted local part may hide an at-sign.
        if (at <= 0 || mailbox.indexOf('@') != at || mailbox.indexOf('"') >= 0) {
            return NameMatch.UNDECIDED;
        }
        String host = mailbox.substring(at + 1);
        if (base.isEmpty()) {
            return DnsLabels.isHostName(host) ? NameMatch.INSIDE : NameMatch.UNDECIDED;
        }
        int baseAt = base.lastIndexOf('@');
        boolean below = base.startsWith(".");
        String domain = base.substring(below ? 1 : baseAt + 1);
        if (!DnsLabels.isHostName(host) || !DnsLabels.isHostName(domain)) {
            return NameMatch.UNDECIDED;
        }
        if (below) {
            return NameMatch.of(DnsLabels.isBelow(host, domain));
        }
        boolean samePerson = baseAt < 0 || mailbox.substring(0, at).equals(base.substring(0, baseAt));
        return NameMatch.of(samePerson && DnsLabels.isSame(host, domain));
    }
}
