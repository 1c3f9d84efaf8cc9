package dev.e2ei.tests.paths;

import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.pki.Purpose;
import dev.e2ei.core.x509.ExtendedKeyUsage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The purposes that a case accepts: names, or numbers, joined by {@code |}. */
final class CasePurposes {
    private static final String KEY_PURPOSES = "1.3.6.1.5.5.7.3.";
    /** Purposes of others' suites that no client has. */
    private static final ObjectIdentifier NO_PURPOSE = ObjectIdentifier.of("2.999");

    private static final Map<String, ObjectIdentifier> NAMES = Map.ofEntries(
            Map.entry("serverauth", ObjectIdentifier.of(KEY_PURPOSES + "1")),
            Map.entry("clientauth", ExtendedKeyUsage.CLIENT_AUTH),
            Map.entry("codesigning", ObjectIdentifier.of(KEY_PURPOSES + "3")),
            Map.entry("email", ObjectIdentifier.of(KEY_PURPOSES + "4")),
            Map.entry("emailprotection", ObjectIdentifier.of(KEY_PURPOSES + "4")),
            Map.entry("timestamping", ObjectIdentifier.of(KEY_PURPOSES + "8")),
            Map.entry("ocspsigning", ObjectIdentifier.of(KEY_PURPOSES + "9")),
            Map.entry("imuri", ExtendedKeyUsage.IM_URI),
            Map.entry("mssgc", ObjectIdentifier.of("1.3.6.1.4.1.311.10.3.3")),
            Map.entry("netscapesgc", ObjectIdentifier.of("2.16.840.1.113730.4.1")),
            Map.entry("mlsclientauth", ObjectIdentifier.of("1.3.6.1.4.1.11129.2.8.1")));

    private CasePurposes() {}

    /** One for each name: a path has to allow one of them. */
    static List<Purpose> of(PathCase one) {
        if (one.purpose().isEmpty()) {
            return List.of(Purpose.ANY);
        }
        // Wire's certificates name their purpose; those of other suites may leave it open.
        boolean named = isStrict(one) || one.purpose().equals("mlsClientAuth") || one.isOf("wire");
        return Arrays.stream(one.purpose().split("\\|"))
                .map(String::strip)
                .map(name -> isAny(name) ? Purpose.ANY : new Purpose(Optional.of(identifier(name)), !named))
                .toList();
    }

    static boolean isStrict(PathCase one) {
        return one.purpose().contains("STRICT");
    }

    private static boolean isAny(String name) {
        return name.toLowerCase(Locale.ROOT).matches("(extkeyusage)?any(extendedkeyusage)?|2\\.5\\.29\\.37\\.0");
    }

    static ObjectIdentifier identifier(String name) {
        if (name.matches("[0-2](\\.[0-9]+)+")) {
            return ObjectIdentifier.of(name);
        }
        String known =
                name.replaceFirst("_STRICT(_LEAF)?$", "").replace("_", "").toLowerCase(Locale.ROOT);
        return NAMES.getOrDefault(known.replaceFirst("^(id-?kp-?|extkeyusage)", ""), NO_PURPOSE);
    }
}
