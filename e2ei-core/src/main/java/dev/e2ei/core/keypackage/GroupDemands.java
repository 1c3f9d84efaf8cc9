package dev.e2ei.core.keypackage;

import static dev.e2ei.core.keypackage.LeafNodeRules.require;

import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.tree.ExtensionType;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.ExternalSenders;
import dev.e2ei.core.tree.RequiredCapabilities;
import dev.e2ei.core.tree.TreeIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a group asks of all its leaves by its extensions, RFC 9420, sections 7.3 and 13.4. Default types are supported by
 * everybody, in the places where they belong.
 */
public final class GroupDemands {
    private static final Set<Integer> OF_GROUP_CONTEXTS =
            Set.of(ExtensionType.REQUIRED_CAPABILITIES, ExtensionType.EXTERNAL_SENDERS);

    private final List<Integer> extensionTypes;
    private final Optional<RequiredCapabilities> required;
    private final List<ExternalSenderEntry> externalSenders;

    private GroupDemands(
            List<Integer> extensionTypes,
            Optional<RequiredCapabilities> required,
            List<ExternalSenderEntry> externalSenders) {
        this.extensionTypes = extensionTypes;
        this.required = required;
        this.externalSenders = externalSenders;
    }

    /**
     * Reads the extensions of a group.
     *
     * @throws MessageRejectedException if one of them does not belong there
     * @throws dev.e2ei.api.error.MalformedMessageException if the content of one is not what it should be
     */
    public static GroupDemands of(Extensions extensions) {
        for (int type : extensions.types()) {
            require(
                    !ExtensionType.isDefault(type) || OF_GROUP_CONTEXTS.contains(type),
                    "EXT-7",
                    "extension " + type + " does not belong into a group's context, RFC 9420, 17.3");
        }
        return new GroupDemands(
                extensions.types(),
                extensions.find(ExtensionType.REQUIRED_CAPABILITIES, RequiredCapabilities.CODEC),
                extensions
                        .find(ExtensionType.EXTERNAL_SENDERS, ExternalSenders.CODEC)
                        .map(ExternalSenders::senders)
                        .orElse(List.of()));
    }

    /** Who may propose from outside, by index. */
    public List<ExternalSenderEntry> externalSenders() {
        return externalSenders;
    }

    /**
     * Whether all leaves of a tree do what is asked of them, LN-5, LN-7, LN-8, and are distinct, LN-13, TREE-9.
     *
     * @throws MessageRejectedException with the rule that the tree breaks
     */
    public void check(TreeIndex tree) {
        require(tree.signatureKeysAreUnique(), "LN-13", "no two leaves have one signature key, RFC 9420, 7.3");
        require(
                tree.encryptionKeysAreUnique(),
                "TREE-9",
                "no two nodes have one encryption key, RFC 9420, 7.3 and 12.4.3.1");
        required.ifPresent(all -> require(
                tree.allCapabilities(capabilities -> capabilities.supports(all)),
                "LN-5",
                "every leaf supports the required capabilities, RFC 9420, 7.3"));
        for (int type : tree.credentialTypesInUse()) {
            require(
                    tree.allCapabilities(capabilities -> capabilities.supportsCredential(type)),
                    "LN-7",
                    "every leaf supports credentials of type " + type + ", which are in use, RFC 9420, 7.3");
        }
        for (int type : extensionTypes) {
            require(
                    tree.allCapabilities(capabilities -> capabilities.supportsExtension(type)),
                    "LN-8",
                    "every leaf supports the group's extension " + type + ", RFC 9420, 13.4");
        }
    }

    /**
     * Whether those who may propose from outside are ones that may, PR-9 and CR-3.
     *
     * @throws MessageRejectedException if one of them is not
     */
    public void checkExternalSenders(LabeledCrypto crypto, LeafAdmission admission) {
        for (ExternalSenderEntry sender : externalSenders) {
            try {
                crypto.validateSignatureKey(sender.signatureKey().toByteArray());
            } catch (ProviderException e) {
                throw new MessageRejectedException(
                        "PR-9", "the key of an external sender is no key of the suite, RFC 9420, 12.1.8.1");
            }
            admission.admitExternalSender(sender.credential(), sender.signatureKey());
        }
    }
}
