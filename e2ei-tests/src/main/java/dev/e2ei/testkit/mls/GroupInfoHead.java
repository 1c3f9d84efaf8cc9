package dev.e2ei.testkit.mls;

import dev.e2ei.api.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * What a GroupInfo with a ratchet tree says of its group, RFC 9420, section 12.4.3. Nothing of it is checked.
 *
 * @param groupId the group
 * @param epoch the epoch, unsigned
 * @param leaves the leaves of its tree
 * @param externalSenders the signature keys of those who may propose from outside
 */
public record GroupInfoHead(Bytes groupId, long epoch, List<TreeLeaf> leaves, List<Bytes> externalSenders) {
    private static final int GROUP_INFO = 4;
    private static final int RATCHET_TREE = 2;
    private static final int EXTERNAL_SENDERS = 5;
    private static final int LEAF = 1;

    /** {@inheritDoc} */
    public GroupInfoHead {
        leaves = List.copyOf(leaves);
        externalSenders = List.copyOf(externalSenders);
    }

    /**
     * Reads a group info.
     *
     * @param message an MLSMessage
     * @return its head
     * @throws IllegalArgumentException if it is anything else, or has no ratchet tree
     */
    public static GroupInfoHead of(Bytes message) {
        MlsReader in = new MlsReader(message.toByteArray());
        if (in.u16() != 1 || in.u16() != GROUP_INFO) {
            throw new IllegalArgumentException("not a GroupInfo inside an MLSMessage");
        }
        in.skip(4); // version and ciphersuite
        Bytes groupId = in.vector();
        long epoch = in.u64();
        in.skipVector(); // tree hash
        in.skipVector(); // confirmed transcript hash
        List<Bytes> senders = new ArrayList<>();
        for (MlsReader extensions = in.nested(); extensions.hasMore(); ) {
            if (extensions.u16() == EXTERNAL_SENDERS) {
                readSenders(extensions.nested().nested(), senders);
            } else {
                extensions.skipVector();
            }
        }
        for (MlsReader extensions = in.nested(); extensions.hasMore(); ) {
            if (extensions.u16() == RATCHET_TREE) {
                return new GroupInfoHead(
                        groupId, epoch, readTree(extensions.nested().nested()), senders);
            }
            extensions.skipVector();
        }
        throw new IllegalArgumentException("a GroupInfo without its ratchet tree");
    }

    private static void readSenders(MlsReader in, List<Bytes> senders) {
        while (in.hasMore()) {
            senders.add(in.vector());
            in.skip(2); // Basic
            in.skipVector();
        }
    }

    private static List<TreeLeaf> readTree(MlsReader in) {
        List<TreeLeaf> leaves = new ArrayList<>();
        for (int node = 0; in.hasMore(); node++) {
            if (in.u8() == 0) {
                continue;
            }
            if (in.u8() == LEAF) {
                leaves.add(TreeLeaf.read(node / 2, in));
            } else {
                for (int field = 0; field < 3; field++) {
                    in.skipVector();
                }
            }
        }
        return leaves;
    }
}
