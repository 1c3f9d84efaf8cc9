package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.GroupSecrets;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.WelcomeProtection;
import dev.e2ei.core.framing.WelcomeRecipient;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.AppliedProposals;
import dev.e2ei.core.proposal.AppliedProposals.Added;
import dev.e2ei.core.schedule.KeySchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One Welcome for all whom a commit adds, rules CM-4 and CM-5. */
final class WelcomeBuilder {
    private final LabeledCrypto crypto;

    WelcomeBuilder(LabeledCrypto crypto) {
        this.crypto = crypto;
    }

    /** The Welcome as an MLSMessage, none if nobody is added. */
    Optional<Bytes> build(
            AppliedProposals applied, CommitPath path, EpochStart start, Secret psk, GroupInfo groupInfo) {
        if (applied.added().isEmpty()) {
            return Optional.empty();
        }
        Secret joiner = start.joiner().orElseThrow();
        List<WelcomeRecipient> recipients = new ArrayList<>();
        try (Secret welcome = new KeySchedule(crypto).welcome(joiner, psk)) {
            for (Added added : applied.added()) {
                recipients.add(new WelcomeRecipient(
                        added.keyPackage().ref(crypto),
                        added.keyPackage().initKey(),
                        new GroupSecrets(joiner.copy(), path.pathSecretFor(added.leafIndex()), applied.psks())));
            }
            return Optional.of(MlsMessageOut.of(new WelcomeProtection(crypto).seal(welcome, groupInfo, recipients))
                    .octets());
        } finally {
            recipients.forEach(recipient -> recipient.secrets().close());
        }
    }
}
