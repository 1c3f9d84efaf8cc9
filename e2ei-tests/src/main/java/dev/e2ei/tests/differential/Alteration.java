package dev.e2ei.tests.differential;

/** What makes a chain differ from the right one, and what RFC 5280 says of it with Wire's profile. */
enum Alteration {
    ROOT_PERMITS_ANOTHER_DOMAIN(Part.ROOT, true),
    ROOT_EXCLUDES_THE_DOMAIN(Part.ROOT, true),
    ROOT_PATH_LENGTH_ZERO(Part.ROOT, true),
    ROOT_PATH_LENGTH_ONE(Part.ROOT, false),
    ROOT_EXPIRED(Part.ROOT, true),
    ROOT_FOR_SERVERS(Part.ROOT, true),
    ROOT_OF_ANOTHER_KEY(Part.ROOT, true),

    ISSUER_EXPIRED(Part.ISSUER, true),
    ISSUER_NOT_YET_VALID(Part.ISSUER, true),
    ISSUER_IS_NO_AUTHORITY(Part.ISSUER, true),
    ISSUER_WITHOUT_BASIC_CONSTRAINTS(Part.ISSUER, true),
    ISSUER_MAY_NOT_SIGN(Part.ISSUER, true),
    ISSUER_MAY_NOT_SIGN_LISTS(Part.ISSUER, true),
    ISSUER_FOR_SERVERS(Part.ISSUER, true),
    ISSUER_FOR_CLIENTS(Part.ISSUER, false),
    ISSUER_WITHOUT_CONSTRAINTS(Part.ISSUER, false),
    ISSUER_PERMITS_ANOTHER_DOMAIN(Part.ISSUER, true),
    ISSUER_PERMITS_BELOW_THE_DOMAIN(Part.ISSUER, true),
    ISSUER_EXCLUDES_THE_DOMAIN(Part.ISSUER, true),
    ISSUER_EXCLUDES_ANOTHER_DOMAIN(Part.ISSUER, false),
    ISSUER_OF_ANOTHER_NAME(Part.ISSUER, true),
    ISSUER_SIGNATURE_ALTERED(Part.ISSUER, true),
    ISSUER_UNKNOWN_CRITICAL(Part.ISSUER, true),
    ISSUER_UNKNOWN_EXTENSION(Part.ISSUER, false),
    ISSUER_MISSING(Part.ISSUER, true),

    LEAF_EXPIRED(Part.LEAF, true),
    LEAF_EXPIRES_NOW(Part.LEAF, false),
    LEAF_NOT_YET_VALID(Part.LEAF, true),
    LEAF_VALID_FROM_NOW(Part.LEAF, false),
    LEAF_WITHOUT_PURPOSE(Part.LEAF, true),
    LEAF_FOR_SERVERS(Part.LEAF, true),
    LEAF_FOR_ANYTHING(Part.LEAF, true),
    LEAF_SIGNATURE_ALTERED(Part.LEAF, true),
    LEAF_CONTENT_ALTERED(Part.LEAF, true),
    LEAF_UNKNOWN_CRITICAL(Part.LEAF, true),
    LEAF_UNKNOWN_EXTENSION(Part.LEAF, false),
    LEAF_NAMES_SWAPPED(Part.LEAF, false),
    LEAF_EDWARDS_KEY(Part.LEAF, false),
    LEAF_LONG_SERIAL_NUMBER(Part.LEAF, false),
    URI_OF_ANOTHER_DOMAIN(Part.LEAF, true),
    URI_OF_A_SUBDOMAIN(Part.LEAF, true),
    URI_WITH_BACKSLASH(Part.LEAF, true),
    URI_WITHOUT_AUTHORITY(Part.LEAF, true),
    URI_WITHOUT_SCHEME(Part.LEAF, true),
    URI_WITH_ESCAPED_HOST(Part.LEAF, true),
    URI_WITH_LINE_END(Part.LEAF, true),
    URI_IN_UPPER_CASE(Part.LEAF, false),
    URI_WITH_PORT(Part.LEAF, false),
    URI_HOST_IN_PATH(Part.LEAF, true),
    URI_HOST_IN_FRAGMENT(Part.LEAF, true),

    LIST_NAMES_LEAF(Part.LIST, true),
    LIST_NAMES_ANOTHER(Part.LIST, false),
    LIST_OVER(Part.LIST, true),
    LIST_OVER_NAMES_LEAF(Part.LIST, true),
    LIST_MISSING(Part.LIST, true),
    LIST_FORGED(Part.LIST, true),
    LIST_FORGED_BESIDE(Part.LIST, false),
    LIST_OLD_BESIDE_NEW(Part.LIST, true),
    LIST_OLD_NAMES_LEAF(Part.LIST, false),
    LIST_UNKNOWN_CRITICAL(Part.LIST, true),
    LIST_OF_THE_FUTURE(Part.LIST, true);

    /** At most one alteration of each part goes into a chain. */
    enum Part {
        ROOT,
        ISSUER,
        LEAF,
        LIST
    }

    private final Part part;
    private final boolean refused;

    Alteration(Part part, boolean refused) {
        this.part = part;
        this.refused = refused;
    }

    Part part() {
        return part;
    }

    /** Whether a chain with it is to be refused, in such company. */
    boolean refusedIn(ChainCase chain) {
        // Without constraints on URIs, nobody looks for their hosts.
        boolean unconstrained = name().startsWith("URI_") && chain.has(ISSUER_WITHOUT_CONSTRAINTS);
        return refused && !unconstrained;
    }
}
