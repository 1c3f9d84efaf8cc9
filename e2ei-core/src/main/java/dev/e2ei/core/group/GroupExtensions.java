package dev.e2ei.core.group;

import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.ExtensionType;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.ExternalSenders;
import dev.e2ei.core.tree.RequiredCapabilities;
import java.util.List;

/** The extensions that this client gives a group. */
public final class GroupExtensions {
    private GroupExtensions() {}

    /**
     * Those of a new group: what its members have to support, where the profile asks for it, and who may propose from outside.
     *
     * @param profile whether both kinds of credential are required
     * @param senders may be empty
     * @return the extensions
     */
    public static Extensions of(MlsProfile profile, List<ExternalSenderEntry> senders) {
        Extensions extensions = Extensions.NONE;
        if (profile.bothCredentialsRequired()) {
            extensions = extensions.with(new RequiredCapabilities(
                            List.of(), List.of(), List.of(CredentialType.Basic.code(), CredentialType.X509.code()))
                    .toExtension());
        }
        return withExternalSenders(extensions, senders);
    }

    /**
     * The same extensions with others who may propose from outside.
     *
     * @param extensions those of the group
     * @param senders may be empty
     * @return the extensions for a commit
     */
    public static Extensions withExternalSenders(Extensions extensions, List<ExternalSenderEntry> senders) {
        if (!senders.isEmpty()) {
            return extensions.with(new ExternalSenders(senders).toExtension());
        }
        List<Extension> others = extensions.list().stream()
                .filter(extension -> extension.type() != ExtensionType.EXTERNAL_SENDERS)
                .toList();
        return new Extensions(others);
    }
}
