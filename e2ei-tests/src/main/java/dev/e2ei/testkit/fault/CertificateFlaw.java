package dev.e2ei.testkit.fault;

/** What is wrong with an issued certificate or its chain; all else is as it should be. */
public enum CertificateFlaw {
    /** It certifies another key. */
    OTHER_KEY,
    /** It certifies another kind of key. */
    OTHER_KEY_TYPE,
    /** It names another client. */
    OTHER_CLIENT_ID,
    /** It names another handle. */
    OTHER_HANDLE,
    /** It names another person. */
    OTHER_NAME,
    /** Its organization is another domain. */
    OTHER_DOMAIN,
    /** Its client id and handle belong to another domain, outside its issuer's name constraints. */
    OUTSIDE_NAME_CONSTRAINTS,
    /** It has one SAN more: another client. */
    EXTRA_CLIENT_ID,
    /** It has one SAN more: another handle. */
    EXTRA_HANDLE,
    /** It has one SAN more: a DNS name. */
    EXTRA_DNS_NAME,
    /** It has no client id. */
    NO_CLIENT_ID,
    /** It has no handle. */
    NO_HANDLE,
    /** It has no SAN at all. */
    NO_SUBJECT_ALT_NAME,
    /** It has no common name. */
    NO_NAME,
    /** It has no organization. */
    NO_DOMAIN,
    /** It is valid for longer than was asked for. */
    LONGER_LIFE,
    /** It is valid for a week only, which is the server's right. */
    SHORTER_LIFE,
    /** It has expired. */
    EXPIRED,
    /** It is not valid yet. */
    NOT_YET_VALID,
    /** It is a CA certificate. */
    CA_FLAG,
    /** Its key usage says certificate signing besides. */
    KEY_USAGE_CERT_SIGN,
    /** Its key usage says key encipherment only. */
    KEY_USAGE_WRONG,
    /** It has no key usage. */
    NO_KEY_USAGE,
    /** Its extended key usage says server authentication. */
    EXTENDED_KEY_USAGE_WRONG,
    /** Its extended key usage says any. */
    EXTENDED_KEY_USAGE_ANY,
    /** It has no extended key usage. */
    NO_EXTENDED_KEY_USAGE,
    /** It has a critical extension that nobody knows. */
    UNKNOWN_CRITICAL_EXTENSION,
    /** Its signature does not verify. */
    BAD_SIGNATURE,
    /** It comes from another CA with the same names. */
    OTHER_CA,
    /** It names itself as its issuer. */
    SELF_ISSUED,
    /** The chain has no intermediate. */
    LEAF_ONLY,
    /** The intermediate comes first. */
    WRONG_ORDER,
    /** The chain ends in another intermediate. */
    WRONG_INTERMEDIATE,
    /** The intermediate has expired. */
    INTERMEDIATE_EXPIRED,
    /** The intermediate is no CA. */
    INTERMEDIATE_NOT_CA,
    /** The chain is empty. */
    EMPTY,
    /** The chain has a private key in it. */
    PRIVATE_KEY_IN_CHAIN,
    /** The chain has 1,000 certificates. */
    THOUSAND_CERTIFICATES,
    /** The PEM text ends in the middle. */
    TRUNCATED_PEM,
    /** The PEM text holds octets that are no certificate. */
    GARBAGE_DER,
    /** The leaf has an octet beyond its end. */
    TRAILING_OCTET,
    /** The answer is HTML. */
    HTML
}
