package dev.e2ei.acme.oidc;

/**
 * Issuers are compared as text (OpenID Connect Core, section 3.1.3.7), save for one slash at the end: tools that rewrite
 * addresses on their way through the ACME server's configuration add it or take it away.
 */
final class Issuer {
    private Issuer() {}

    static boolean same(String one, String other) {
        return withoutSlash(one).equals(withoutSlash(other));
    }

    static String withoutSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }
}
