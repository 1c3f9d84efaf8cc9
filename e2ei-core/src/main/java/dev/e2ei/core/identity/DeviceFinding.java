package dev.e2ei.core.identity;

import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.Comparison;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate says, and what that is worth. The answer is there at once; reasons and evidence are put into words for
 * those who ask, once. Safe for use by several threads.
 */
public final class DeviceFinding {
    /** Of a Basic credential. */
    static final DeviceFinding NOT_ENROLLED = new DeviceFinding(
            DeviceVerdict.NOT_ENROLLED,
            Optional.empty(),
            false,
            HoldingPeriod.ALWAYS,
            HoldingPeriod.ALWAYS,
            VerdictWords::notEnrolled);

    private final DeviceVerdict answer;
    private final Optional<ClaimedIdentity> claimed;
    private final boolean vouchedFor;
    private final HoldingPeriod answerPeriod;
    private final HoldingPeriod evidencePeriod;
    private final Supplier<ChainVerdict> words;
    private volatile @Nullable ChainVerdict verdict;

    private DeviceFinding(
            DeviceVerdict answer,
            Optional<ClaimedIdentity> claimed,
            boolean vouchedFor,
            HoldingPeriod answerPeriod,
            HoldingPeriod evidencePeriod,
            Supplier<ChainVerdict> words) {
        this.answer = answer;
        this.claimed = claimed;
        this.vouchedFor = vouchedFor;
        this.answerPeriod = answerPeriod;
        this.evidencePeriod = evidencePeriod;
        this.words = words;
    }

    /** Without a verified path nothing changes by the passing of time alone. */
    static DeviceFinding refused(DeviceVerdict answer, Optional<ClaimedIdentity> claimed, Comparison comparison) {
        return new DeviceFinding(
                answer,
                claimed,
                false,
                HoldingPeriod.ALWAYS,
                HoldingPeriod.ALWAYS,
                () -> VerdictWords.refused(answer, comparison));
    }

    /**
     * On a verified path.
     *
     * @param answerPeriod how long the answer holds
     */
    static DeviceFinding of(PathOutcome outcome, ClaimedIdentity claimed, HoldingPeriod answerPeriod) {
        return new DeviceFinding(
                outcome.verdict(),
                Optional.of(claimed),
                true,
                answerPeriod,
                outcome.evidencePeriod(answerPeriod),
                () -> VerdictWords.of(outcome, claimed, answerPeriod.until()));
    }

    /** The verdict alone. */
    public DeviceVerdict answer() {
        return answer;
    }

    /** What the certificate says of itself; empty where it cannot be read. */
    public Optional<ClaimedIdentity> claimed() {
        return claimed;
    }

    /** Whether an authority that is trusted says so, be the certificate over or revoked since. */
    public boolean isVouchedFor() {
        return vouchedFor;
    }

    /** The earliest later instant at which the answer can change by the passing of time alone. */
    public Optional<Instant> nextChange() {
        return answerPeriod.until();
    }

    /** For how long answer and evidence hold as they are. */
    HoldingPeriod evidencePeriod() {
        return evidencePeriod;
    }

    /** The verdict with its evidence. */
    public ChainVerdict verdict() {
        ChainVerdict known = verdict;
        if (known == null) {
            known = words.get();
            verdict = known;
        }
        return known;
    }
}
