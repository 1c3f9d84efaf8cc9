package dev.e2ei.core.x509;

import java.util.List;
import java.util.Map;

/** The string form of distinguished names, RFC 4514 section 2. */
final class Rfc4514 {
    private static final Map<String, String> SHORT_NAMES = Map.of(
            "2.5.4.3", "CN",
            "2.5.4.6", "C",
            "2.5.4.7", "L",
            "2.5.4.8", "ST",
            "2.5.4.9", "STREET",
            "2.5.4.10", "O",
            "2.5.4.11", "OU",
            "0.9.2342.19200300.100.1.1", "UID",
            "0.9.2342.19200300.100.1.25", "DC");

    private Rfc4514() {}

    static String write(List<List<AttributeTypeAndValue>> relativeNames) {
        StringBuilder out = new StringBuilder();
        for (int i = relativeNames.size() - 1; i >= 0; i--) {
            String separator = "";
            for (AttributeTypeAndValue attribute : relativeNames.get(i)) {
                out.append(separator);
                append(out, attribute);
                separator = "+";
            }
            if (i > 0) {
                out.append(',');
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, AttributeTypeAndValue attribute) {
        String shortName = SHORT_NAMES.get(attribute.type().dotted());
        if (shortName == null || attribute.text().isEmpty()) {
            out.append(attribute.type()).append("=#").append(attribute.encoded().hex());
            return;
        }
        out.append(shortName).append('=');
        String text = attribute.text().get();
        for (int i = 0; i < text.length(); i++) {
            append(out, text, i);
        }
    }

    private static void append(StringBuilder out, String text, int index) {
        char c = text.charAt(index);
        boolean first = index == 0;
        boolean last = index == text.length() - 1;
        if (Character.isISOControl(c)) {
            // Also what could break a line of a log; a control is one or two octets in UTF-8.
            out.append(c < 0x80 ? String.format("\\%02X", (int) c) : String.format("\\C2\\%02X", (int) c));
        } else if ("\"+,;<>\\".indexOf(c) >= 0 || first && c == '#' || (first || last) && c == ' ') {
            out.append('\\').append(c);
        } else {
            out.append(c);
        }
    }
}
