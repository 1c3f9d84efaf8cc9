package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.secret.SecretScope;
import java.util.List;

/** All pre-shared keys of a commit or welcome in one secret, RFC 9420, section 8.4. */
public final class PskSecret {
    private static final int MOST = 0xffff;

    private PskSecret() {}

    /**
     * Combines the keys.
     *
     * @param crypto the group's suite
     * @param keys in the order of the proposals; not closed
     * @return psk_secret, zeros where there are no keys; to be closed
     * @throws MessageRejectedException PS-9 if there are more than a uint16 counts
     */
    public static Secret of(LabeledCrypto crypto, List<PreSharedKey> keys) {
        if (keys.size() > MOST) {
            throw new MessageRejectedException("PS-9", keys.size() + " pre-shared keys, at most " + MOST + " (8.4)");
        }
        byte[] none = new byte[crypto.hashLength()];
        try (SecretScope scope = new SecretScope()) {
            byte[] combined = none;
            for (int index = 0; index < keys.size(); index++) {
                PreSharedKey key = keys.get(index);
                byte[] extracted = key.secret().use(psk -> crypto.extract(none, psk));
                scope.keep(extracted);
                byte[] label = label(key.id(), index, keys.size());
                byte[] input = scope.keep(crypto.expandWithLabel(extracted, "derived psk", label, crypto.hashLength()));
                combined = scope.keep(crypto.extract(input, combined));
            }
            return Secret.copyOf(combined);
        }
    }

    private static byte[] label(PreSharedKeyId id, int index, int count) {
        try (TlsWriter out = new TlsWriter()) {
            PreSharedKeyId.CODEC.encode(id, out);
            out.u16(index);
            out.u16(count);
            return out.toOctets();
        }
    }
}
