package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.tree.Capabilities;

/** Signatures and membership tags over content, RFC 9420, sections 6.1 and 6.2. */
final class ContentSignature {
    private static final String LABEL = "FramedContentTBS";

    private final LabeledCrypto crypto;
    private final GroupContext context;

    ContentSignature(LabeledCrypto crypto, GroupContext context) {
        this.crypto = crypto;
        this.context = context;
    }

    Bytes sign(WireFormat format, FramedContent content, byte[] privateKey) {
        return Bytes.of(crypto.sign(privateKey, LABEL, tbs(format, content)));
    }

    boolean verify(AuthenticatedContent content, Bytes publicKey) {
        return crypto.verify(
                publicKey.toByteArray(),
                LABEL,
                tbs(content.wireFormat(), content.content()),
                content.auth().signature().toByteArray());
    }

    Bytes membershipTag(AuthenticatedContent content, EpochSecrets secrets) {
        try (TlsWriter out = new TlsWriter()) {
            out.octets(tbs(content.wireFormat(), content.content()));
            content.auth().write(out);
            return Bytes.of(secrets.get(EpochSecret.MEMBERSHIP).use(key -> crypto.mac(key, out.toOctets())));
        }
    }

    private byte[] tbs(WireFormat format, FramedContent content) {
        try (TlsWriter out = new TlsWriter()) {
            out.u16(Capabilities.MLS10);
            out.u16(format.code());
            FramedContent.CODEC.encode(content, out);
            Sender sender = content.sender();
            if (sender instanceof Sender.Member || sender instanceof Sender.NewMemberCommit) {
                GroupContext.CODEC.encode(context, out);
            }
            return out.toOctets();
        }
    }
}
