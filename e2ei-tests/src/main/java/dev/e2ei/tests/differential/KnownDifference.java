package dev.e2ei.tests.differential;

import static dev.e2ei.tests.differential.Alteration.ISSUER_EXCLUDES_THE_DOMAIN;
import static dev.e2ei.tests.differential.Alteration.ISSUER_FOR_SERVERS;
import static dev.e2ei.tests.differential.Alteration.ISSUER_PERMITS_ANOTHER_DOMAIN;
import static dev.e2ei.tests.differential.Alteration.ISSUER_PERMITS_BELOW_THE_DOMAIN;
import static dev.e2ei.tests.differential.Alteration.LEAF_FOR_ANYTHING;
import static dev.e2ei.tests.differential.Alteration.LEAF_FOR_SERVERS;
import static dev.e2ei.tests.differential.Alteration.LEAF_WITHOUT_PURPOSE;
import static dev.e2ei.tests.differential.Alteration.LIST_OF_THE_FUTURE;
import static dev.e2ei.tests.differential.Alteration.LIST_OLD_BESIDE_NEW;
import static dev.e2ei.tests.differential.Alteration.LIST_OLD_NAMES_LEAF;
import static dev.e2ei.tests.differential.Alteration.LIST_OVER;
import static dev.e2ei.tests.differential.Alteration.ROOT_EXCLUDES_THE_DOMAIN;
import static dev.e2ei.tests.differential.Alteration.ROOT_EXPIRED;
import static dev.e2ei.tests.differential.Alteration.ROOT_FOR_SERVERS;
import static dev.e2ei.tests.differential.Alteration.ROOT_PATH_LENGTH_ZERO;
import static dev.e2ei.tests.differential.Alteration.ROOT_PERMITS_ANOTHER_DOMAIN;
import static dev.e2ei.tests.differential.Alteration.URI_WITHOUT_AUTHORITY;
import static dev.e2ei.tests.differential.Alteration.URI_WITHOUT_SCHEME;
import static dev.e2ei.tests.differential.Alteration.URI_WITH_BACKSLASH;
import static dev.e2ei.tests.differential.Alteration.URI_WITH_LINE_END;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Why another validator judges otherwise, each reason with the alterations that it is about. */
enum KnownDifference {
    /** PKIX validation in Java knows no purpose; the caller has to look at the extended key usage. */
    PURPOSE_NOT_CHECKED("JDK, BC", true, LEAF_WITHOUT_PURPOSE, LEAF_FOR_SERVERS, LEAF_FOR_ANYTHING),
    /** A purpose of an authority does not bind what it issues. */
    PURPOSE_NOT_CHAINED("JDK, BC", true, ISSUER_FOR_SERVERS, ROOT_FOR_SERVERS),
    /** An anchor is a name and a key; RFC 5937, which makes its constraints bind, is not followed. */
    ANCHOR_CONSTRAINTS_IGNORED(
            "JDK, BC", true, ROOT_PERMITS_ANOTHER_DOMAIN, ROOT_EXCLUDES_THE_DOMAIN, ROOT_PATH_LENGTH_ZERO),
    /** For the same cause an anchor never ends. */
    ANCHOR_VALIDITY_IGNORED("JDK, BC", true, ROOT_EXPIRED),
    /** With one name that is no URI to it, the JDK does not read the extension at all, and constrains none of the names. */
    NO_NAME_READ(
            "JDK", true, ISSUER_PERMITS_ANOTHER_DOMAIN, ISSUER_PERMITS_BELOW_THE_DOMAIN, ISSUER_EXCLUDES_THE_DOMAIN) {
        @Override
        boolean isAbout(ChainCase chain) {
            return chain.has(URI_WITHOUT_SCHEME) || chain.has(URI_WITH_BACKSLASH) || chain.has(URI_WITH_LINE_END);
        }
    },
    /** Text without an authority, or that other parsers read otherwise, gets a host all the same. */
    URI_HOST_GUESSED("JDK, BC", true, URI_WITHOUT_SCHEME, URI_WITH_BACKSLASH),
    URI_HOST_GUESSED_BY_BC("BC", true, URI_WITHOUT_AUTHORITY),
    URI_HOST_GUESSED_BY_JDK("JDK", true, URI_WITH_LINE_END),
    /** Of two lists that are not over, the first to be found answers; the number does not count. */
    OLD_LIST_WINS("JDK, BC", true, LIST_OLD_BESIDE_NEW),
    /** For the same cause a certificate stays revoked that the newer list took off. */
    OLD_LIST_REVOKES("JDK, BC", false, LIST_OLD_NAMES_LEAF),
    /** A list counts for fifteen minutes after its end. */
    LIST_OVER_BY_SECONDS("JDK", true, LIST_OVER),
    /** When a list was made is not looked at. */
    LIST_OF_THE_FUTURE_TAKEN("BC", true, LIST_OF_THE_FUTURE);

    private final String judges;
    private final boolean lax;
    private final Set<Alteration> alterations;

    KnownDifference(String judges, boolean lax, Alteration first, Alteration... others) {
        this.judges = judges;
        this.lax = lax;
        this.alterations = EnumSet.of(first, others);
    }

    boolean isAbout(ChainCase chain) {
        return alterations.stream().anyMatch(chain::has);
    }

    /**
     * The reasons for a judge's difference from ours; none if it has no explanation. A chain that it accepts is explained if
     * each thing wrong with it is one that the judge is known not to see; one that it refuses, if there is a thing that it is
     * known not to take.
     */
    static List<KnownDifference> explain(ChainCase chain, String judge, boolean accepted) {
        List<KnownDifference> known = Arrays.stream(values())
                .filter(one -> one.judges.contains(judge) && one.lax == accepted)
                .filter(one -> one.isAbout(chain) && one.alterations.stream().anyMatch(chain::has))
                .toList();
        boolean explained = !accepted
                || chain.refused().stream()
                        .allMatch(wrong -> known.stream().anyMatch(one -> one.alterations.contains(wrong)));
        return explained ? known : List.of();
    }
}
