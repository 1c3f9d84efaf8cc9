package dev.e2ei.api.conversation;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.trust.CertificateChain;
import java.util.Objects;
import java.util.Optional;

/**
 * Who sent a message: the leaf that signed it, in the tree of the message's own epoch.
 *
 * @param kind in what role
 * @param leafIndex the leaf; of members and new members that commit
 * @param identity the identity of a Basic credential, or the client id of a certificate as text
 * @param certificates the certificates of its leaf, leaf first; of X.509 credentials. With them a backlog can be judged as of
 *     when it was sent, see {@link dev.e2ei.api.trust.TrustView#verifyBacklog}
 * @param then who it was, judged as of the end of the message's epoch, or now if the epoch lasts; none for identities that
 *     are not Wire's client ids
 * @param now the same credential, judged as of now
 */
public record MessageSender(
        Kind kind,
        Optional<Integer> leafIndex,
        Bytes identity,
        Optional<CertificateChain> certificates,
        Optional<WireIdentity> then,
        Optional<WireIdentity> now) {
    /** The sender types of RFC 9420, section 6. */
    public enum Kind {
        /** A member. */
        MEMBER,
        /** Somebody outside who may propose. */
        EXTERNAL,
        /** Somebody who proposes to be added. */
        NEW_MEMBER_PROPOSAL,
        /** Somebody who joins by an external commit. */
        NEW_MEMBER_COMMIT
    }

    /** {@inheritDoc} */
    public MessageSender {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(leafIndex, "leafIndex");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(certificates, "certificates");
        Objects.requireNonNull(then, "then");
        Objects.requireNonNull(now, "now");
    }

    /** {@return role and leaf; no names} */
    @Override
    public String toString() {
        return "MessageSender[" + kind + leafIndex.map(leaf -> ", leaf " + leaf).orElse("") + "]";
    }
}
