package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sender's keys for messages of one kind, RFC 9420, section 9.1: the secret of the next generation, and the keys of
 * messages that were skipped. A value: taking a key gives another ratchet, and this one is as it was. The two share what
 * they have in common; {@link #wipeAllBut} wipes the rest of the one that is given up.
 */
public final class MessageRatchet {
    /** The one generation that is never used, so that no counter wraps. */
    static final int LAST = 0xffff_ffff;

    private final Secret secret;
    private final int generation;
    private final List<MessageKey> skipped;

    MessageRatchet(Secret secret, int generation, List<MessageKey> skipped) {
        this.secret = secret;
        this.generation = generation;
        this.skipped = List.copyOf(skipped);
    }

    Secret secret() {
        return secret;
    }

    /** {@return the generation that comes next, a uint32} */
    public int generation() {
        return generation;
    }

    /** {@return keys of messages before that one which have not come, the oldest first} */
    List<MessageKey> skipped() {
        return skipped;
    }

    /** The sender's side: always forward. */
    RatchetStep next(LabeledCrypto crypto) {
        if (generation == LAST) {
            throw new MlsException(ErrorCode.MLS_LIMIT, "MP-17: this epoch has no generation left; commit first (9.1)");
        }
        return secret.use(octets -> new RatchetStep(
                MessageKey.derive(crypto, octets, generation),
                new MessageRatchet(after(crypto, octets, generation), generation + 1, List.of())));
    }

    /** The receiver's side: any generation within the window, once. */
    RatchetStep at(LabeledCrypto crypto, int wanted, RatchetWindow window) {
        if (Integer.compareUnsigned(wanted, generation) < 0) {
            return skippedAt(wanted);
        }
        if (wanted == LAST) {
            throw new MessageRejectedException("MP-17", "the last generation is never used (9.1)");
        }
        long distance = Integer.toUnsignedLong(wanted) - Integer.toUnsignedLong(generation);
        if (distance > window.maximumForward()) {
            throw new MessageRejectedException(
                    "KS-10", distance + " messages are skipped, at most " + window.maximumForward() + " may be (9.1)");
        }
        return forward(crypto, wanted, window.outOfOrderTolerance());
    }

    private RatchetStep skippedAt(int wanted) {
        Optional<MessageKey> found =
                skipped.stream().filter(key -> key.generation() == wanted).findFirst();
        if (found.isEmpty()) {
            throw new MlsException(
                    ErrorCode.DUPLICATE_MESSAGE, "KS-11: the key of this generation was used, or is too old (9.2)");
        }
        List<MessageKey> rest = new ArrayList<>(skipped);
        rest.remove(found.get());
        return new RatchetStep(found.get().copy(), new MessageRatchet(secret, generation, rest));
    }

    private RatchetStep forward(LabeledCrypto crypto, int wanted, int tolerance) {
        long oldest = Integer.toUnsignedLong(wanted) - tolerance;
        List<MessageKey> kept = new ArrayList<>();
        for (MessageKey key : skipped) {
            if (Integer.toUnsignedLong(key.generation()) >= oldest) {
                kept.add(key);
            }
        }
        Secret current = secret.copy();
        for (int reached = generation; reached != wanted; reached++) {
            int here = reached;
            if (Integer.toUnsignedLong(here) >= oldest) {
                kept.add(current.use(octets -> MessageKey.derive(crypto, octets, here)));
            }
            current = replaced(current, crypto, here);
        }
        MessageKey key = current.use(octets -> MessageKey.derive(crypto, octets, wanted));
        return new RatchetStep(key, new MessageRatchet(replaced(current, crypto, wanted), wanted + 1, kept));
    }

    private static Secret replaced(Secret current, LabeledCrypto crypto, int generation) {
        try (current) {
            return current.use(octets -> after(crypto, octets, generation));
        }
    }

    private static Secret after(LabeledCrypto crypto, byte[] secret, int generation) {
        return Secret.take(crypto.deriveTreeSecret(secret, "secret", generation, crypto.hashLength()));
    }

    /** Wipes what this ratchet holds and the other does not. */
    void wipeAllBut(Optional<MessageRatchet> kept) {
        Set<Object> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.ifPresent(other -> {
            shared.add(other.secret);
            shared.addAll(other.skipped);
        });
        if (!shared.contains(secret)) {
            secret.close();
        }
        skipped.stream().filter(key -> !shared.contains(key)).forEach(MessageKey::close);
    }

    @Override
    public String toString() {
        return "MessageRatchet[generation " + Integer.toUnsignedString(generation) + ", " + skipped.size()
                + " skipped]";
    }
}
