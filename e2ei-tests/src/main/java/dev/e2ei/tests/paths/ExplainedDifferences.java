package dev.e2ei.tests.paths;

import java.util.Map;
import java.util.Optional;

/** Cases in which a suite expects what its own validator does, and RFC 5280 says otherwise. */
final class ExplainedDifferences {
    private static final Map<String, String> REASONS = Map.of(
            "webpki-nc/reject_constraints_on_unimplemented_names",
            "its validator lacks mailbox constraints; joe@example.com is permitted by example.com",
            "webpki-nc/exclude_directory_name_not_implemented",
            "its validator lacks directory name constraints; the subject is outside the excluded C=CN",
            "webpki-nc/we_incorrectly_ignore_name_constraints_on_name_in_subject",
            "its validator ignores the emailAddress of a subject without alternative names; section 4.2.1.10 does not",
            "boringssl-chain/many-names/ok-all-types.test",
            "the leaf has t171.test to t340.test, the issuer permits t0.test to t170.test");

    private ExplainedDifferences() {}

    static Optional<String> reason(String suite, String id) {
        return Optional.ofNullable(REASONS.get(suite + "/" + id));
    }
}
