package dev.e2ei.api.error;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A problem document of RFC 7807 as RFC 8555, section 6.7, uses it.
 *
 * @param type the problem's type, such as {@code urn:ietf:params:acme:error:malformed}; {@code about:blank} if absent
 * @param detail the server's explanation, for a log; it may repeat what the client sent
 * @param status the HTTP status that the document names
 * @param subproblems the problems of single identifiers, RFC 8555, section 6.7.1
 */
public record AcmeProblem(
        String type, Optional<String> detail, Optional<Integer> status, List<AcmeProblem> subproblems) {
    private static final String ACME_NAMESPACE = "urn:ietf:params:acme:error:";

    /** {@inheritDoc} */
    public AcmeProblem {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(status, "status");
        subproblems = List.copyOf(subproblems);
    }

    /** {@return the type without the ACME namespace, such as {@code badNonce}; the whole type for any other} */
    public String shortType() {
        return type.startsWith(ACME_NAMESPACE) ? type.substring(ACME_NAMESPACE.length()) : type;
    }

    /**
     * Compares the type within the ACME namespace.
     *
     * @param acmeType a name of RFC 8555, section 6.7, such as {@code badNonce}
     * @return whether this problem is of that type
     */
    public boolean is(String acmeType) {
        return type.equals(ACME_NAMESPACE + acmeType);
    }

    /** {@return type, status and number of subproblems, without the server's text} */
    @Override
    public String toString() {
        return shortType()
                + status.map(s -> " (status " + s + ")").orElse("")
                + (subproblems.isEmpty() ? "" : " with " + subproblems.size() + " subproblems");
    }
}
