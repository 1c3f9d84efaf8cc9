package dev.e2ei.tests.paths;

import dev.e2ei.api.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * One case of a path-validation suite, a line of twelve columns.
 *
 * @param id its name within the suite
 * @param suite the suite
 * @param valid whether the path is to be accepted
 * @param at the instant of interest
 * @param leaf the certificate of interest in DER
 * @param intermediates certificates that came with it
 * @param roots the anchors
 * @param crls the revocation lists
 * @param peerName {@code KIND:value}, or empty
 * @param purpose the wanted extended key usage as the suites name it, or empty
 * @param flags what the suite asks for besides
 */
record PathCase(
        String id,
        String suite,
        boolean valid,
        Instant at,
        Bytes leaf,
        List<Bytes> intermediates,
        List<Bytes> roots,
        List<Bytes> crls,
        String peerName,
        String purpose,
        Set<String> flags) {
    /** The bettertls certificates are valid for a year from November 2026 on. */
    private static final String NOW = "2026-12-01T00:00:00Z";

    static PathCase parse(String line) {
        String[] column = line.split("\t", -1);
        if (column.length < 11) {
            throw new IllegalArgumentException("a case has twelve columns, not " + column.length);
        }
        return new PathCase(
                column[0],
                column[1],
                expected(column[2]),
                Instant.parse(column[3].isEmpty() || column[3].equals("NOW") ? NOW : column[3]),
                Bytes.of(Base64.getDecoder().decode(column[4])),
                octets(column[5]),
                octets(column[6]),
                octets(column[7]),
                column[8],
                column[9],
                Set.copyOf(Arrays.asList(column[10].split("[,; ]+"))));
    }

    private static boolean expected(String column) {
        if (!column.equals("OK") && !column.equals("FAIL")) {
            throw new IllegalArgumentException("a case is expected OK or FAIL, not " + column);
        }
        return column.equals("OK");
    }

    private static List<Bytes> octets(String column) {
        return column.isEmpty()
                ? List.of()
                : Arrays.stream(column.split(","))
                        .map(Base64.getDecoder()::decode)
                        .map(Bytes::of)
                        .toList();
    }

    /** Whether the suite is the named one, or a part of it: {@code wire} and {@code wire-crl}, {@code pkits:…}. */
    boolean isOf(String name) {
        return suite.equals(name) || suite.startsWith(name + "-") || suite.startsWith(name + ":");
    }

    /** The value of {@code name=value} among the flags, or empty text. */
    String flag(String name) {
        return flags.stream()
                .filter(flag -> flag.startsWith(name + "="))
                .map(flag -> flag.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}
