package dev.e2ei.core.group;

import dev.e2ei.core.tree.LeafNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Who sent an application message: the leaf that stood at the sender's place in the message's own epoch, whoever stands
 * there now.
 *
 * @param leafIndex the sender's place
 * @param leaf the sender's leaf in the message's epoch
 * @param epoch the message's epoch, unsigned
 * @param epochEnded when this client left that epoch; none while it is the current one
 */
public record SendingLeaf(int leafIndex, LeafNode leaf, long epoch, Optional<Instant> epochEnded) {}
