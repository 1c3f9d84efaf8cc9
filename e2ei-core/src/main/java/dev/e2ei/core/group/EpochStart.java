package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.KeySchedule;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.schedule.TranscriptHash;
import dev.e2ei.core.tree.PrivateTree;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The key schedule at the beginning of an epoch, for whoever made the commit, received it, joins by it or creates the
 * group. Closing it wipes all but what {@link #begin} has taken over.
 */
final class EpochStart implements AutoCloseable {
    /** All that an epoch needs once it has begun: the confirmation key and the root of the secret tree were used. */
    private static final Set<EpochSecret> KEPT =
            EnumSet.complementOf(EnumSet.of(EpochSecret.CONFIRMATION, EpochSecret.ENCRYPTION));

    private final LabeledCrypto crypto;
    private final GroupContext context;
    private final Optional<Secret> joiner;
    private final EpochSecrets secrets;

    private EpochStart(LabeledCrypto crypto, GroupContext context, Optional<Secret> joiner, EpochSecrets secrets) {
        this.crypto = crypto;
        this.context = context;
        this.joiner = joiner;
        this.secrets = secrets;
    }

    /**
     * After a commit.
     *
     * @param provisional the new epoch's context with the transcript of the one before
     * @param interim the interim transcript hash of the epoch before
     * @param transcriptInput the octets of ConfirmedTranscriptHashInput
     * @param init init_secret of the epoch before, or what an external commit has in its place
     * @param commit commit_secret
     * @param psk psk_secret
     */
    static EpochStart afterCommit(
            LabeledCrypto crypto,
            GroupContext provisional,
            Bytes interim,
            byte[] transcriptInput,
            Secret init,
            Secret commit,
            Secret psk) {
        GroupContext context = provisional.confirmed(new TranscriptHash(crypto).confirmed(interim, transcriptInput));
        Secret joiner = new KeySchedule(crypto).joiner(init, commit, context.octets());
        return joined(crypto, context, joiner, psk);
    }

    /** For a joiner who got joiner_secret, which is taken over, and the context from a Welcome. */
    static EpochStart joined(LabeledCrypto crypto, GroupContext context, Secret joiner, Secret psk) {
        EpochSecrets secrets = new KeySchedule(crypto).epoch(joiner, psk, context.octets());
        return new EpochStart(crypto, context, Optional.of(joiner), secrets);
    }

    /** For the creator of a group. */
    static EpochStart created(LabeledCrypto crypto, GroupContext context, RandomSource random) {
        return new EpochStart(crypto, context, Optional.empty(), new KeySchedule(crypto).creation(random));
    }

    /** The context of the new epoch. */
    GroupContext context() {
        return context;
    }

    /** joiner_secret, which is closed with this object; there is none where a group was created. */
    Optional<Secret> joiner() {
        return joiner;
    }

    Bytes confirmationTag() {
        return secrets.confirmationTag(crypto, context.confirmedTranscriptHash());
    }

    /** Compares in constant time. */
    boolean isConfirmedBy(Bytes tag) {
        return secrets.isConfirmedBy(crypto, context.confirmedTranscriptHash(), tag);
    }

    /**
     * The epoch.
     *
     * @param tree the tree whose hash is in the context
     * @param privateTree taken over
     * @param signer the credential of the own leaf
     */
    GroupEpoch begin(RatchetTree tree, PrivateTree privateTree, Optional<CredentialRef> signer) {
        Bytes tag = confirmationTag();
        return new GroupEpoch(
                context,
                new TranscriptHash(crypto).interim(context.confirmedTranscriptHash(), tag),
                tag,
                tree,
                privateTree,
                secrets.only(KEPT),
                SecretTree.of(tree.leafCount(), secrets.get(EpochSecret.ENCRYPTION)),
                signer);
    }

    @Override
    public void close() {
        joiner.ifPresent(Secret::close);
        secrets.close();
    }
}
