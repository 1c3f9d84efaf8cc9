package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ExternalSender;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.credential.BasicCredential;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.tree.ExtensionType;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.ExternalSenderEntry;
import dev.e2ei.core.tree.ExternalSenders;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import java.util.List;

/** Who may propose from outside, as the host and as the wire has it. */
final class ConversationExtensions {
    private ConversationExtensions() {}

    /** As they stand on the wire. */
    static List<ExternalSenderEntry> entries(List<ExternalSender> senders, CiphersuiteCrypto crypto) {
        senders.forEach(sender -> requireKey(sender, crypto));
        return senders.stream()
                .map(sender -> new ExternalSenderEntry(sender.signatureKey(), new BasicCredential(sender.identity())))
                .toList();
    }

    private static void requireKey(ExternalSender sender, CiphersuiteCrypto crypto) {
        try {
            new LabeledCrypto(crypto).validateSignatureKey(sender.signatureKey().toByteArray());
        } catch (ProviderException e) {
            throw new IllegalArgumentException(
                    "an external sender's key is none of ciphersuite "
                            + crypto.ciphersuite().id(),
                    e);
        }
    }

    static List<ExternalSender> externalSenders(Operational group) {
        return senders(group.current().context().extensions()).senders().stream()
                .map(sender -> new ExternalSender(sender.signatureKey(), identity(sender.credential())))
                .toList();
    }

    /** As they stand on the wire, by index. */
    static ExternalSenders senders(Extensions extensions) {
        return extensions
                .find(ExtensionType.EXTERNAL_SENDERS, ExternalSenders.CODEC)
                .orElseGet(() -> new ExternalSenders(List.of()));
    }

    private static Bytes identity(Credential credential) {
        return credential instanceof BasicCredential basic ? basic.identity() : Bytes.EMPTY;
    }
}
