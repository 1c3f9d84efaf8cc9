package dev.e2ei.core.identity;

import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.Comparison;
import dev.e2ei.api.trust.MlsAcceptance;
import dev.e2ei.api.trust.TrustPolicy;
import java.util.Optional;

/**
 * Whether a leaf may be in a group, which is another answer than what is shown of it. One that lies about its key or client,
 * is forged, malformed or outside its issuer's names is let in by nobody; one that merely proves nothing, or nothing any
 * more, as the policy says.
 */
public final class MlsAcceptanceRule {
    private MlsAcceptanceRule() {}

    /**
     * Whether a leaf with a verdict may be in a group.
     *
     * @param verdict on the leaf's certificate together with the key that it uses
     * @param byUs whether this client adds it, or others bring it
     */
    public static boolean admits(DeviceVerdict verdict, TrustPolicy policy, boolean byUs) {
        return switch (verdict) {
            case VALID, NOT_ENROLLED -> true;
            case REVOCATION_UNKNOWN, NOT_YET_VALID, EXPIRED, REVOKED, UNTRUSTED, TRUST_NOT_CONFIGURED ->
                byUs ? policy.unverifiedAdditionsAccepted() : policy.unverifiedMembersAdmitted();
            case KEY_MISMATCH, MALFORMED, BAD_SIGNATURE, NAME_CONSTRAINT -> false;
        };
    }

    /** The answer on a leaf that was judged together with the key that it uses. */
    public static MlsAcceptance accept(DeviceFinding finding, TrustPolicy policy) {
        boolean fromOthers = admits(finding.answer(), policy, false);
        boolean addedByUs = admits(finding.answer(), policy, true);
        return new MlsAcceptance(
                fromOthers,
                addedByUs,
                finding.verdict(),
                fromOthers || addedByUs ? Optional.empty() : Optional.of(comparison(finding.verdict())));
    }

    /** The same, for a leaf that is to be of a certain client. */
    public static MlsAcceptance accept(DeviceFinding finding, TrustPolicy policy, ClientId expected) {
        MlsAcceptance acceptance = accept(finding, policy);
        Optional<ClientId> claimed = finding.claimed().map(ClaimedIdentity::clientId);
        if (acceptance.refusal().isPresent() || claimed.equals(Optional.of(expected))) {
            return acceptance;
        }
        Comparison comparison = new Comparison(
                "CLIENT_ID",
                expected.toString(),
                claimed.map(ClientId::toString).orElse("no client id"));
        return new MlsAcceptance(false, false, acceptance.verdict(), Optional.of(comparison));
    }

    private static Comparison comparison(ChainVerdict verdict) {
        return verdict.evidence()
                .comparison()
                .orElseGet(() -> new Comparison(
                        verdict.verdict().name(), "a certificate that proves its device", verdict.explanation()));
    }
}
