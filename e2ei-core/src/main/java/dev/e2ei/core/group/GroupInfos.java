package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.List;

/**
 * Describes an epoch to those outside, RFC 9420, section 12.4.3: always with the tree and the key for external commits. What
 * comes out is an MLSMessage; each method throws IllegalArgumentException if the signer has another key than the own leaf.
 */
public final class GroupInfos {
    private final LabeledCrypto crypto;

    /**
     * For one suite.
     *
     * @param crypto the group's suite
     */
    public GroupInfos(LabeledCrypto crypto) {
        this.crypto = crypto;
    }

    /** The group as it is, whatever is pending. */
    public Bytes of(GroupState state, LeafSigner signer) {
        return octets(state.operational().current(), signer);
    }

    /** The group as it will be once the pending commit was taken. */
    public Bytes after(PendingCommit pending, LeafSigner signer) {
        return octets(pending.staged().next().orElseThrow(), signer);
    }

    /** The group as it will be once this client has joined. */
    public Bytes after(PendingJoin pending, LeafSigner signer) {
        return octets(pending.next(), signer);
    }

    Bytes octets(GroupEpoch epoch, LeafSigner signer) {
        return MlsMessageOut.of(sign(epoch, signer)).octets();
    }

    GroupInfo sign(GroupEpoch epoch, LeafSigner signer) {
        OwnMessages.ownLeaf(epoch, signer);
        Extensions extensions =
                new Extensions(List.of(GroupInfo.ratchetTree(epoch.tree()), GroupInfo.externalPub(externalPub(epoch))));
        return signer.privateKey()
                .use(key -> GroupInfo.sign(
                        crypto, epoch.context(), extensions, epoch.confirmationTag(), epoch.ownLeaf(), key));
    }

    private Bytes externalPub(GroupEpoch epoch) {
        KeyPairOctets pair = epoch.secrets().externalKeyPair(crypto);
        try {
            return Bytes.of(pair.publicKey());
        } finally {
            pair.wipe();
        }
    }
}
