package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.DeviceReport;
import dev.e2ei.api.conversation.Member;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.Thumbprint;
import dev.e2ei.api.identity.UnverifiedClaims;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.identity.X509Identity;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.core.pki.TrustState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads members of one suite: who they claim to be, what of it is proven at an instant, and why. */
public final class DeviceReports {
    private final DeviceVerdicts verdicts;
    private final TrustState trust;
    private final Ciphersuite suite;
    private final UnaryOperator<byte[]> hash;
    private final Viewpoint viewpoint;

    private DeviceReports(
            DeviceVerdicts verdicts,
            TrustState trust,
            Ciphersuite suite,
            UnaryOperator<byte[]> hash,
            Viewpoint viewpoint) {
        this.verdicts = verdicts;
        this.trust = trust;
        this.suite = suite;
        this.hash = hash;
        this.viewpoint = viewpoint;
    }

    /**
     * For members of a group; what a list names is revoked at each instant.
     *
     * @param verdicts by which they are judged
     * @param trust what is trusted
     * @param suite the group's suite
     * @param hash its hash
     */
    public DeviceReports(DeviceVerdicts verdicts, TrustState trust, Ciphersuite suite, UnaryOperator<byte[]> hash) {
        this(verdicts, trust, suite, hash, Viewpoint.STANDING);
    }

    /** The same for what was sent some time ago: who its senders were then, by what is known now. */
    public DeviceReports ofBacklog() {
        return new DeviceReports(verdicts, trust, suite, hash, Viewpoint.BACKLOG);
    }

    /** The verdict on a member alone, for which nothing is put into words. */
    public DeviceVerdict verdict(MemberCredential member, Instant at) {
        return finding(member, at).answer();
    }

    private DeviceFinding finding(MemberCredential member, Instant at) {
        return member.chain()
                .map(chain -> verdicts.judge(chain, Optional.of(member.signatureKey()), trust, viewpoint, at))
                .orElse(DeviceFinding.NOT_ENROLLED);
    }

    /** What is known about a member. Nothing in its leaf makes this throw. */
    public DeviceReport report(MemberCredential member, Instant at) {
        DeviceFinding finding = finding(member, at);
        ChainVerdict verdict = finding.verdict();
        Optional<ClientId> clientId = clientId(member, finding);
        Bytes identity = member.chain().isPresent()
                ? clientId.map(id -> Bytes.ofUtf8(id.toString())).orElse(Bytes.EMPTY)
                : member.basicIdentity();
        return new DeviceReport(
                new Member(member.leafIndex(), clientId, identity, member.type(), member.signatureKey()),
                identity(member, finding, clientId, verdict.identity()),
                verdict.verdict(),
                verdict.explanation(),
                verdict.evidence(),
                verdict.notes(),
                verdict.nextChange(),
                verdict.identity().isPresent()
                        ? Optional.empty()
                        : finding.claimed().map(DeviceReports::claims));
    }

    private static Optional<ClientId> clientId(MemberCredential member, DeviceFinding finding) {
        return member.chain().isPresent()
                ? finding.claimed().map(ClaimedIdentity::clientId)
                : ClaimedClient.of(member.basicIdentity());
    }

    private Optional<WireIdentity> identity(
            MemberCredential member,
            DeviceFinding finding,
            Optional<ClientId> clientId,
            Optional<X509Identity> proven) {
        return clientId.flatMap(id -> thumbprint(member.signatureKey())
                .map(thumbprint -> new WireIdentity(id, thumbprint, member.type(), finding.answer(), proven)));
    }

    /** None for a key that is none of the suite's, such as in the tree of somebody who asks to be joined. */
    private Optional<Thumbprint> thumbprint(Bytes signatureKey) {
        try {
            return Optional.of(KeyThumbprint.of(suite, signatureKey, hash));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Who a member is; none for identities that are not Wire's client ids. */
    public Optional<WireIdentity> identity(MemberCredential member, Instant at) {
        DeviceFinding finding = finding(member, at);
        return identity(member, finding, clientId(member, finding), finding.identity());
    }

    private static UnverifiedClaims claims(ClaimedIdentity claimed) {
        return new UnverifiedClaims(claimed.clientId(), claimed.handle(), claimed.displayName(), claimed.domain());
    }

    /** One sentence for each leniency by which members are judged. */
    List<String> leniencies() {
        return verdicts.policy().describe();
    }
}
