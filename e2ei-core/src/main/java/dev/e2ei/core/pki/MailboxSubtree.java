package dev.e2ei.core.pki;

import dev.e2ei.core.x509.DnsLabels;

/** Mailboxes: a base is one mailbox, all mailboxes of a host, or with a leading dot those of all hosts below a domain; an empty one all. */
final class MailboxSubtree {
    private MailboxSubtree() {}

    static NameMatch match(String mailbox, String base) {
        int at = mailbox.lastIndexOf('@');
        // A quoted local part may hide an at-sign.
        if (at <= 0 || mailbox.indexOf('@') != at) {
            return NameMatch.UNDECIDED;
        }
        String local = unquoted(mailbox.substring(0, at));
        if (local.isEmpty() || local.indexOf('"') >= 0) {
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
        boolean samePerson = baseAt < 0 || local.equals(unquoted(base.substring(0, baseAt)));
        return NameMatch.of(samePerson && DnsLabels.isSame(host, domain));
    }

    /** Quotation marks, and backslashes between them, are no part of the name, RFC 5321 section 4.1.2. */
    private static String unquoted(String local) {
        if (local.length() < 2 || !local.startsWith("\"") || !local.endsWith("\"")) {
            return local;
        }
        StringBuilder plain = new StringBuilder();
        int last = local.length() - 1;
        for (int i = 1; i < last; i++) {
            if (local.charAt(i) == '\\' && ++i == last) {
                return "";
            }
            plain.append(local.charAt(i));
        }
        return plain.toString();
    }
}
