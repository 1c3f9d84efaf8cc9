package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsWriter;

/**
 * PrivateMessage, RFC 9420, section 6.3.
 *
 * @param groupId the group
 * @param epoch the epoch, a uint64
 * @param contentType what is in it
 * @param authenticatedData what is not hidden, but protected with it
 * @param encryptedSenderData who sent it
 * @param ciphertext what it says
 */
public record PrivateMessage(
        Bytes groupId,
        long epoch,
        ContentType contentType,
        Bytes authenticatedData,
        Bytes encryptedSenderData,
        Bytes ciphertext) {
    /** The wire form. */
    public static final TlsCodec<PrivateMessage> CODEC = TlsCodec.of(
            (message, out) -> {
                message.writeHeader(out);
                out.bytes(message.authenticatedData);
                out.bytes(message.encryptedSenderData);
                out.bytes(message.ciphertext);
            },
            in -> new PrivateMessage(
                    in.field("group_id").bytes(),
                    in.field("epoch").u64(),
                    ContentType.read(in),
                    in.field("authenticated_data").bytes(),
                    in.field("encrypted_sender_data").bytes(),
                    in.field("ciphertext").bytes()));

    /** SenderDataAAD, RFC 9420, section 6.3.2. */
    byte[] senderDataAad() {
        try (TlsWriter out = new TlsWriter()) {
            writeHeader(out);
            return out.toOctets();
        }
    }

    /** PrivateContentAAD, RFC 9420, section 6.3.1. */
    byte[] contentAad() {
        try (TlsWriter out = new TlsWriter()) {
            writeHeader(out);
            out.bytes(authenticatedData);
            return out.toOctets();
        }
    }

    private void writeHeader(TlsWriter out) {
        out.bytes(groupId);
        out.u64(epoch);
        out.u8(contentType.code());
    }
}
