package dev.e2ei.core.pki;

import dev.e2ei.core.x509.GeneralName;
import dev.e2ei.core.x509.UriHost;

/** Where a name stands to the base of a subtree of the same form, RFC 5280 section 4.2.1.10. */
enum NameMatch {
    INSIDE,
    OUTSIDE,
    /** The name, or the base, is not one of which that can be said. */
    UNDECIDED;

    static boolean supports(GeneralName name) {
        return name instanceof GeneralName.DnsName
                || name instanceof GeneralName.UniformResourceIdentifier
                || name instanceof GeneralName.DirectoryName
                || name instanceof GeneralName.Rfc822Name
                || name instanceof GeneralName.IpAddress;
    }

    /**
     * Compares.
     *
     * @param excluded whether the subtree is an excluded one, which a name must not even touch
     */
    static NameMatch of(GeneralName name, GeneralName base, boolean excluded) {
        if (name instanceof GeneralName.UniformResourceIdentifier uri
                && base instanceof GeneralName.UniformResourceIdentifier subtree) {
            return UriSubtree.match(uri.uri(), subtree.uri());
        }
        if (name instanceof GeneralName.DnsName dns && base instanceof GeneralName.DnsName subtree) {
            return DnsNameSubtree.match(dns.name(), subtree.name(), excluded);
        }
        if (name instanceof GeneralName.DirectoryName directory && base instanceof GeneralName.DirectoryName subtree) {
            return of(directory.name().isWithin(subtree.name()));
        }
        if (name instanceof GeneralName.Rfc822Name mail && base instanceof GeneralName.Rfc822Name subtree) {
            return MailboxSubtree.match(mail.mailbox(), subtree.mailbox());
        }
        if (name instanceof GeneralName.IpAddress address && base instanceof GeneralName.IpAddress subtree) {
            return IpAddressSubtree.match(address.octets(), subtree.octets());
        }
        return UNDECIDED;
    }

    /** Whether a host name or a mailbox has blanks or control characters, or a mailbox no host. */
    static boolean isGarbled(GeneralName name) {
        if (name instanceof GeneralName.DnsName dns) {
            return hasBlanks(dns.name());
        }
        return name instanceof GeneralName.Rfc822Name mail
                && mail.mailbox().indexOf('"') < 0
                && (hasBlanks(mail.mailbox()) || mail.mailbox().indexOf('@') <= 0);
    }

    private static boolean hasBlanks(String text) {
        return text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f);
    }

    static NameMatch of(boolean inside) {
        return inside ? INSIDE : OUTSIDE;
    }

    /** For messages: hosts, domains and networks, but nothing that names a person. */
    static String describe(GeneralName name) {
        if (name instanceof GeneralName.UniformResourceIdentifier uri) {
            // The base of a subtree is no URI but a host or a domain.
            return UriHost.of(uri.uri())
                    .map(host -> "host " + host)
                    .orElse(uri.uri().matches("[A-Za-z0-9._-]{1,253}") ? uri.uri() : "a URI without a certain host");
        }
        if (name instanceof GeneralName.DnsName dns) {
            return dns.name().isEmpty() ? "any name" : dns.name();
        }
        if (name instanceof GeneralName.IpAddress address) {
            return address.octets().hex();
        }
        if (name instanceof GeneralName.Rfc822Name mail) {
            return "domain " + mail.mailbox().substring(mail.mailbox().lastIndexOf('@') + 1);
        }
        return "a " + name.form();
    }
}
