package dev.e2ei.core.x509;

/** Names made of labels and dots, as DNS has them; case is that of ASCII. */
public final class DnsLabels {
    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;

    private DnsLabels() {}

    /** Labels of letters, digits, hyphens and underscores; no empty label, at the end neither. */
    public static boolean isHostName(String name) {
        return hasLabels(name)
                && name.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || c == '-'
                                || c == '_'
                                || c == '.');
    }

    /** Labels of any visible ASCII. */
    public static boolean hasLabels(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return false;
        }
        int label = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
            } else if (++label > MAX_LABEL) {
                return false;
            }
        }
        return label > 0;
    }

    /** Whether a name is the domain itself. */
    public static boolean isSame(String name, String domain) {
        return name.equalsIgnoreCase(domain);
    }

    /** Whether a name has labels before those of the domain. */
    public static boolean isBelow(String name, String domain) {
        int dot = name.length() - domain.length() - 1;
        return dot > 0 && name.charAt(dot) == '.' && name.regionMatches(true, dot + 1, domain, 0, domain.length());
    }
}
