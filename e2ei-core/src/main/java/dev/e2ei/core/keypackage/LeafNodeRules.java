package dev.e2ei.core.keypackage;

import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeSource;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.Lifetime;
import java.time.Instant;
import java.util.Optional;

/**
 * What a leaf has to be by itself, RFC 9420, sections 7.2 and 7.3, whatever the group: for one's own as for those of
 * others. Credentials are for {@link LeafAdmission}.
 */
public final class LeafNodeRules {
    private final LabeledCrypto crypto;
    private final LifetimePolicy lifetimes;
    private final Instant now;

    public LeafNodeRules(LabeledCrypto crypto, LifetimePolicy lifetimes, Instant now) {
        this.crypto = crypto;
        this.lifetimes = lifetimes;
        this.now = now;
    }

    LabeledCrypto crypto() {
        return crypto;
    }

    /**
     * All but signature and credential: those cost, and come last.
     *
     * @throws MessageRejectedException with the rule that the leaf breaks
     */
    public void check(LeafNode leaf, LeafRole role) {
        checkSource(leaf, role);
        Capabilities capabilities = leaf.capabilities();
        require(
                capabilities.versions().contains(Capabilities.MLS10)
                        && capabilities.ciphersuites().contains(crypto.suite().id()),
                "LN-6",
                "the capabilities of a leaf include the group's version and suite, RFC 9420, 7.2");
        require(
                capabilities.supportsCredential(leaf.credential().type().code()),
                "LN-10",
                "a leaf's credential type is in its own capabilities, RFC 9420, 7.2");
        for (Extension extension : leaf.extensions().list()) {
            require(
                    capabilities.supportsExtension(extension.type()),
                    "LN-9",
                    "extension " + extension.type() + " of a leaf is in its capabilities, RFC 9420, 7.3");
        }
        leaf.lifetime().ifPresent(lifetime -> checkLifetime(lifetime, role));
        checkKeys(leaf);
    }

    private static void checkSource(LeafNode leaf, LeafRole role) {
        boolean fits = switch (role) {
            case ADDED_BY_US, ADDED -> leaf.source() == LeafNodeSource.KEY_PACKAGE;
            case UPDATE -> leaf.source() == LeafNodeSource.UPDATE;
            case COMMIT, EXTERNAL_JOIN -> leaf.source() == LeafNodeSource.COMMIT;
            case TREE -> true;
        };
        require(fits, "LN-1", "a leaf of source " + leaf.source() + " does not belong here, RFC 9420, 7.3");
    }

    private void checkLifetime(Lifetime lifetime, LeafRole role) {
        require(lifetime.isOrdered(), "LN-11", "a lifetime does not end before it begins");
        lifetimes
                .longest()
                .ifPresent(longest -> require(
                        !lifetime.isLongerThan(longest),
                        "LN-11",
                        "a lifetime of more than " + longest.toSeconds() + " s is not taken, RFC 9420, 7.2"));
        if (role == LeafRole.ADDED_BY_US || lifetimes.checkedWhenReceived()) {
            require(
                    lifetime.contains(now),
                    "LN-12",
                    "now, " + now.getEpochSecond() + ", is not within the lifetime from "
                            + Long.toUnsignedString(lifetime.notBefore()) + " to "
                            + Long.toUnsignedString(lifetime.notAfter()) + ", RFC 9420, 7.3");
        }
    }

    private void checkKeys(LeafNode leaf) {
        try {
            crypto.crypto().validateHpkePublicKey(leaf.encryptionKey().toByteArray());
            crypto.validateSignatureKey(leaf.signatureKey().toByteArray());
        } catch (ProviderException e) {
            throw new MessageRejectedException("CS-5", "a key of a leaf is no key of the suite, RFC 9420, 5.1");
        }
    }

    /**
     * The leaf's own signature, LN-2 and LN-3.
     *
     * @param position the group and index for which it was signed; none for the leaf of a key package
     * @throws MessageRejectedException if it does not verify
     */
    public void checkSignature(LeafNode leaf, Optional<LeafPosition> position) {
        require(
                leaf.verifySignature(crypto, position),
                "LN-3",
                "the signature of a leaf does not verify for its key and place, RFC 9420, 7.3");
    }

    /**
     * A leaf in another one's place, LN-14.
     *
     * @throws MessageRejectedException if the encryption key stayed
     */
    public void checkFreshKey(LeafNode before, LeafNode after) {
        require(
                !after.encryptionKey().equals(before.encryptionKey()),
                "LN-14",
                "the encryption key of a replaced leaf is a new one, RFC 9420, 7.3");
    }

    static void require(boolean holds, String rule, String message) {
        if (!holds) {
            throw new MessageRejectedException(rule, message);
        }
    }
}
