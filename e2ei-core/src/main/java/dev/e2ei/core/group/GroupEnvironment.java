package dev.e2ei.core.group;

import dev.e2ei.core.keypackage.LeafAdmission;
import dev.e2ei.core.keypackage.LeafNodeRules;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.spi.crypto.RandomSource;
import java.time.Instant;

/**
 * What an operation on a group needs beside the group.
 *
 * @param crypto the labels of the group's suite
 * @param random fresh octets
 * @param now the instant of the operation
 * @param admission which leaves may be in the group
 * @param psks pre-shared keys from outside the group
 * @param settings the bounds
 */
public record GroupEnvironment(
        LabeledCrypto crypto,
        RandomSource random,
        Instant now,
        LeafAdmission admission,
        PreSharedKeys psks,
        GroupSettings settings) {
    /** The rules for leaves, as of now. */
    LeafNodeRules leafRules() {
        return new LeafNodeRules(crypto, settings.lifetimes(), now);
    }
}
