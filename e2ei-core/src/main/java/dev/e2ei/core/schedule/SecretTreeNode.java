package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of the secret tree: a secret that nothing was derived from yet, or what was derived. */
sealed interface SecretTreeNode {
    /** A secret that stands for the whole subtree. */
    final class Closed implements SecretTreeNode {
        final Secret secret;

        Closed(Secret secret) {
            this.secret = secret;
        }
    }

    /** A parent whose secret is gone. A child that is missing was never read from the store. */
    final class Parent implements SecretTreeNode {
        final @Nullable SecretTreeNode left;
        final @Nullable SecretTreeNode right;

        Parent(@Nullable SecretTreeNode left, @Nullable SecretTreeNode right) {
            this.left = left;
            this.right = right;
        }

        @Nullable
        SecretTreeNode child(boolean rightOne) {
            return rightOne ? right : left;
        }

        static Parent with(@Nullable SecretTreeNode parent, boolean rightOne, SecretTreeNode child) {
            @Nullable SecretTreeNode other = parent instanceof Parent open ? open.child(!rightOne) : null;
            return rightOne ? new Parent(other, child) : new Parent(child, other);
        }
    }

    /** A leaf that has its ratchets. */
    final class Leaf implements SecretTreeNode {
        final @Nullable MessageRatchet handshake;
        final @Nullable MessageRatchet application;

        Leaf(@Nullable MessageRatchet handshake, @Nullable MessageRatchet application) {
            this.handshake = handshake;
            this.application = application;
        }

        Optional<MessageRatchet> ratchet(RatchetKind kind) {
            return Optional.ofNullable(kind == RatchetKind.HANDSHAKE ? handshake : application);
        }

        static Leaf with(@Nullable SecretTreeNode leaf, RatchetKind kind, MessageRatchet ratchet) {
            @Nullable Leaf open = leaf instanceof Leaf own ? own : null;
            return kind == RatchetKind.HANDSHAKE
                    ? new Leaf(ratchet, open == null ? null : open.application)
                    : new Leaf(open == null ? null : open.handshake, ratchet);
        }
    }
}
