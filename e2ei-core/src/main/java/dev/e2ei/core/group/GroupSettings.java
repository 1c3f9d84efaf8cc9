package dev.e2ei.core.group;

import dev.e2ei.core.keypackage.LifetimePolicy;
import dev.e2ei.core.schedule.RatchetWindow;
import java.util.Optional;

/**
 * The bounds within which a client keeps its groups.
 *
 * @param window how far messages of one sender may be out of order
 * @param pastEpochs for how many past epochs late messages are read
 * @param resumptionSecrets for how many epochs the resumption key is kept
 * @param paddingBlock PrivateMessages are padded to a multiple of this; 0 for none
 * @param bufferedMessages how many messages wait for what comes before them
 * @param bufferedOctets how many octets these have together
 * @param lifetimes what is asked of the lifetimes of others' leaves
 */
public record GroupSettings(
        RatchetWindow window,
        int pastEpochs,
        int resumptionSecrets,
        int paddingBlock,
        int bufferedMessages,
        int bufferedOctets,
        LifetimePolicy lifetimes) {
    /** As Wire's clients keep theirs. */
    public static final GroupSettings WIRE = new GroupSettings(
            new RatchetWindow(2, 1000), 3, 1, 128, 256, 4 * 1024 * 1024, LifetimePolicy.upTo(Optional.empty()));

    /** The same, with the lifetimes of received leaves checked too: for somebody who wants proof, not membership. */
    public GroupSettings checkingLifetimes() {
        return new GroupSettings(
                window,
                pastEpochs,
                resumptionSecrets,
                paddingBlock,
                bufferedMessages,
                bufferedOctets,
                lifetimes.checkingReceived());
    }

    /** {@inheritDoc} */
    public GroupSettings {
        if (pastEpochs < 0 || resumptionSecrets < 0 || paddingBlock < 0 || bufferedMessages < 0 || bufferedOctets < 0) {
            throw new IllegalArgumentException("a bound is negative");
        }
    }
}
