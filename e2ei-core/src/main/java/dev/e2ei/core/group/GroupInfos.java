package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.List;

/** Describes an epoch to those outside, RFC 9420, section 12.4.3: always with the tree and the key for external commits. */
final class GroupInfos {
    private final LabeledCrypto crypto;

    GroupInfos(LabeledCrypto crypto) {
        this.crypto = crypto;
    }

    /** The same as an MLSMessage. */
    Bytes octets(GroupEpoch epoch, LeafSigner signer) {
        return MlsMessageOut.of(sign(epoch, signer)).octets();
    }

    /**
     * Signs a group info.
     *
     * @throws IllegalArgumentException if the signer has another key than the own leaf in that epoch
     */
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
