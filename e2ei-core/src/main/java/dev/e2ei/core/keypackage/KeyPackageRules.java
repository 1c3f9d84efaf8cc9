package dev.e2ei.core.keypackage;

import static dev.e2ei.core.keypackage.LeafNodeRules.require;

import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.Optional;

/** Whether a key package is one that may be added to a group, RFC 9420, section 10.1. */
public final class KeyPackageRules {
    private final LeafNodeRules leaves;
    private final LeafAdmission admission;

    public KeyPackageRules(LeafNodeRules leaves, LeafAdmission admission) {
        this.leaves = leaves;
        this.admission = admission;
    }

    /**
     * Checks all but what depends on the group's members and extensions.
     *
     * @param role who adds it
     * @throws MessageRejectedException with the rule that it breaks
     */
    public void check(KeyPackage keyPackage, LeafRole role) {
        LabeledCrypto crypto = leaves.crypto();
        require(
                keyPackage.isMls10() && keyPackage.suiteId() == crypto.suite().id(),
                "KP-1",
                "a key package of suite " + keyPackage.suiteId() + " in a group of suite "
                        + crypto.suite().id() + ", RFC 9420, 10.1");
        leaves.check(keyPackage.leaf(), role);
        require(
                !keyPackage.initKey().equals(keyPackage.leaf().encryptionKey()),
                "KP-4",
                "init_key and encryption_key differ, RFC 9420, 10.1");
        try {
            crypto.crypto().validateHpkePublicKey(keyPackage.initKey().toByteArray());
        } catch (ProviderException e) {
            throw new MessageRejectedException("KP-4", "init_key is no key of the suite, RFC 9420, 10.1");
        }
        leaves.checkSignature(keyPackage.leaf(), Optional.empty());
        require(
                keyPackage.verifySignature(crypto),
                "KP-3",
                "the signature of a key package verifies under its leaf's key, RFC 9420, 10.1");
        admission.admit(keyPackage.leaf(), role);
    }
}
