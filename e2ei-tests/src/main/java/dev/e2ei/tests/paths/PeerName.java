package dev.e2ei.tests.paths;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.x509.GeneralName;
import dev.e2ei.core.x509.ParsedCertificate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The name that a case wants a leaf to have, {@code KIND:value}. Of DNS names a wildcard stands for one whole label at the left,
 * RFC 9525 section 6.3; the common name counts for nothing.
 */
record PeerName(String kind, String value) {
    /** Whether the leaf has all names of a column; several are joined by a comma or by {@code |}. */
    static boolean allMatch(String column, ParsedCertificate leaf) {
        return column.isEmpty()
                || Arrays.stream(column.split("[|,](?=[A-Za-z0-9]+:)"))
                        .allMatch(name -> parse(name).matches(leaf));
    }

    static PeerName parse(String column) {
        int colon = column.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a peer name is KIND:value, not " + column);
        }
        return new PeerName(column.substring(0, colon).toUpperCase(Locale.ROOT), column.substring(colon + 1));
    }

    boolean matches(ParsedCertificate leaf) {
        return leaf.extensions().subjectAlternativeNames().stream().anyMatch(this::matches);
    }

    boolean matches(GeneralName name) {
        return switch (kind) {
            case "DNS" -> name instanceof GeneralName.DnsName dns && isHost(dns.name());
            case "IP" -> name instanceof GeneralName.IpAddress address && isAddress(address.octets());
            case "URI" ->
                name instanceof GeneralName.UniformResourceIdentifier uri
                        && uri.uri().equals(value);
            case "EMAIL", "RFC822" -> name instanceof GeneralName.Rfc822Name mail && isMailbox(mail.mailbox());
            // A kind that nobody knows is nobody's name.
            default -> false;
        };
    }

    private boolean isHost(String presented) {
        String wanted = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
        if (wanted.equalsIgnoreCase(presented)) {
            return !wanted.contains("*");
        }
        int dot = wanted.indexOf('.');
        return presented.startsWith("*.")
                && dot > 0
                // A wildcard for a whole top-level domain is none.
                && presented.indexOf('.', 2) > 0
                && wanted.substring(dot + 1).equalsIgnoreCase(presented.substring(2));
    }

    private boolean isAddress(Bytes presented) {
        // Only literals: nothing may be looked up here.
        if (!value.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            return false;
        }
        try {
            return Bytes.of(InetAddress.getByName(value).getAddress()).equals(presented);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The host in any case, the local part as it is. */
    private boolean isMailbox(String presented) {
        int at = value.lastIndexOf('@');
        int other = presented.lastIndexOf('@');
        return at > 0
                && other == at
                && value.substring(0, at).equals(presented.substring(0, at))
                && value.substring(at).equalsIgnoreCase(presented.substring(at));
    }
}
