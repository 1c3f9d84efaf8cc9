package dev.e2ei.core.authentication;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.identity.ClaimedClient;
import dev.e2ei.core.identity.DeviceFinding;
import dev.e2ei.core.identity.DeviceVerdicts;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.identity.MlsAcceptanceRule;
import dev.e2ei.core.keypackage.LeafAdmission;
import dev.e2ei.core.keypackage.LeafRole;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.tree.LeafNode;
import java.time.Instant;
import java.util.Optional;

/**
 * The authentication service of a client, as of one instant. A credential that lies about its key, is forged, malformed or
 * outside its issuer's names is let in by nobody. One that merely proves nothing, or nothing any more, does not keep a
 * group from going on: others may bring it, and everybody is told; this client itself adds it only where the policy says so.
 */
public final class CredentialRules implements LeafAdmission {
    private final DeviceVerdicts verdicts;
    private final TrustState trust;
    private final Instant now;

    /**
     * As of an instant.
     *
     * @param verdicts by which certificates are judged
     * @param trust what is trusted
     * @param now the instant
     */
    public CredentialRules(DeviceVerdicts verdicts, TrustState trust, Instant now) {
        this.verdicts = verdicts;
        this.trust = trust;
        this.now = now;
    }

    @Override
    public void admit(LeafNode leaf, LeafRole role) {
        admit(leaf.credential(), leaf.signatureKey(), role == LeafRole.ADDED_BY_US);
    }

    @Override
    public void admitExternalSender(Credential credential, Bytes signatureKey) {
        admit(credential, signatureKey, false);
    }

    private void admit(Credential credential, Bytes signatureKey, boolean byUs) {
        Optional<DeviceFinding> finding = judge(MemberCredentials.of(0, credential, signatureKey));
        if (finding.isEmpty()) {
            return;
        }
        DeviceVerdict answer = finding.get().answer();
        if (!MlsAcceptanceRule.admits(answer, verdicts.policy(), byUs)) {
            throw new MessageRejectedException(
                    answer == DeviceVerdict.KEY_MISMATCH ? "CR-2" : "LN-4",
                    answer + ": " + finding.get().verdict().explanation() + ", RFC 9420, 5.3");
        }
    }

    private Optional<DeviceFinding> judge(MemberCredential member) {
        return member.chain().map(chain -> verdicts.judge(chain, member.signatureKey(), trust, now));
    }

    @Override
    public void succeed(LeafNode before, LeafNode after) {
        boolean same = before.credential().equals(after.credential())
                && before.signatureKey().equals(after.signatureKey());
        if (!same) {
            SuccessionRules.check(before.credential(), clientOf(before), after.credential(), clientOf(after));
        }
    }

    @Override
    public void rejoin(LeafNode former, LeafNode after) {
        succeed(former, after);
        boolean sameKey = former.signatureKey().equals(after.signatureKey());
        if (!sameKey && isVouchedFor(former) && !isVouchedFor(after)) {
            throw new MessageRejectedException(
                    "CR-4",
                    "a certificate that nobody vouches for does not take a certified leaf's place from outside");
        }
    }

    /** Whether an authority that is trusted says whose leaf it is, be it over or revoked since. */
    private boolean isVouchedFor(LeafNode leaf) {
        return judge(MemberCredentials.of(0, leaf))
                .filter(DeviceFinding::isVouchedFor)
                .isPresent();
    }

    @Override
    public Object clientOf(Credential credential, Bytes signatureKey) {
        Optional<ClientId> client = credential instanceof BasicCredential basic
                ? ClaimedClient.of(basic.identity())
                : MemberCredentials.of(0, credential, signatureKey).chain().flatMap(verdicts::claimedClient);
        return client.<Object>map(id -> id).orElse(credential);
    }
}
