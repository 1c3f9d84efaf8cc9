package dev.e2ei.testkit.mls;

import dev.e2ei.api.Bytes;

/**
 * What an MLSMessage shows to the one who delivers it, RFC 9420, sections 6.2 and 6.3.
 *
 * @param content what is inside
 * @param groupId its group
 * @param epoch its epoch, unsigned
 */
public record MessageHead(Content content, Bytes groupId, long epoch) {
    private static final int VERSION = 1;
    private static final int PUBLIC = 1;
    private static final int PRIVATE = 2;

    /** The content types of RFC 9420, section 6. */
    public enum Content {
        /** An application message. */
        APPLICATION,
        /** A proposal. */
        PROPOSAL,
        /** A commit. */
        COMMIT
    }

    /**
     * Reads the head of a PublicMessage or PrivateMessage.
     *
     * @param message an MLSMessage
     * @return its head
     * @throws IllegalArgumentException if it is anything else
     */
    public static MessageHead of(Bytes message) {
        MlsReader in = new MlsReader(message.toByteArray());
        if (in.u16() != VERSION) {
            throw new IllegalArgumentException("not an MLSMessage of version 1");
        }
        return switch (in.u16()) {
            case PUBLIC -> {
                Bytes group = in.vector();
                long epoch = in.u64();
                int sender = in.u8();
                in.skip(sender == 1 || sender == 2 ? 4 : 0);
                in.skipVector();
                yield new MessageHead(content(in.u8()), group, epoch);
            }
            case PRIVATE -> {
                Bytes group = in.vector();
                long epoch = in.u64();
                yield new MessageHead(content(in.u8()), group, epoch);
            }
            default -> throw new IllegalArgumentException("neither a PublicMessage nor a PrivateMessage");
        };
    }

    private static Content content(int type) {
        return switch (type) {
            case 1 -> Content.APPLICATION;
            case 2 -> Content.PROPOSAL;
            case 3 -> Content.COMMIT;
            default -> throw new IllegalArgumentException("no content type " + type);
        };
    }
}
