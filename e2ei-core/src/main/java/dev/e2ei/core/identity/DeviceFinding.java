package dev.e2ei.core.identity;

import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.X509Identity;
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
            Optional.empty(),
            HoldingPeriod.ALWAYS,
            HoldingPeriod.ALWAYS,
            VerdictWords::notEnrolled);

    private final DeviceVerdict answer;
    private final Optional<ClaimedIdentity> claimed;
    private final Optional<PathOutcome> outcome;
    private final HoldingPeriod answerPeriod;
    private final HoldingPeriod evidencePeriod;
    private final Supplier<ChainVerdict> words;
    private volatile @Nullable ChainVerdict verdict;

    private DeviceFinding(
            DeviceVerdict answer,
            Optional<ClaimedIdentity> claimed,
            Optional<PathOutcome> outcome,
            HoldingPeriod answerPeriod,
            HoldingPeriod evidencePeriod,
            Supplier<ChainVerdict> words) {
        this.answer = answer;
        this.claimed = claimed;
        this.outcome = outcome;
        this.answerPeriod = answerPeriod;
        this.evidencePeriod = evidencePeriod;
        this.words = words;
    }

    /** Without a verified path nothing changes by the passing of time alone. */
    static DeviceFinding refused(DeviceVerdict answer, Optional<ClaimedIdentity> claimed, Comparison comparison) {
        return new DeviceFinding(
                answer,
                claimed,
                Optional.empty(),
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
                Optional.of(outcome),
                answerPeriod,
                outcome.evidencePeriod(answerPeriod),
                () -> VerdictWords.of(outcome, claimed, answerPeriod.until()));
    }

    /** The same answer at another instant at which it holds; where time decided, the words name that instant. */
    DeviceFinding asOf(Instant at) {
        boolean timely = answer == DeviceVerdict.EXPIRED || answer == DeviceVerdict.NOT_YET_VALID;
        return timely && !outcome.orElseThrow().at().equals(at)
                ? of(outcome.orElseThrow().asOf(at), claimed.orElseThrow(), answerPeriod)
                : this;
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
        return outcome.isPresent();
    }

    /** What the certificate proves, be it over or revoked since; empty where no path verifies. */
    public Optional<X509Identity> identity() {
        return outcome.map(found -> VerifiedIdentity.of(found.path(), claimed.orElseThrow()));
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
