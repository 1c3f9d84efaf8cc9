package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.util.ArrayList;
import java.util.List;

/** A ratchet as fields of a row. */
public final class MessageRatchetRowCodec implements RowCodec<MessageRatchet> {
    @Override
    public void write(MessageRatchet value, RowWriter out) {
        out.secret(value.secret());
        out.u32(value.generation());
        out.u32(value.skipped().size());
        for (MessageKey key : value.skipped()) {
            out.u32(key.generation());
            out.secret(key.key());
            out.secret(key.nonce());
        }
    }

    @Override
    public MessageRatchet read(RowReader in) {
        Secret secret = in.secret();
        int generation = in.u32();
        int count = in.u32();
        List<MessageKey> skipped = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            skipped.add(new MessageKey(in.u32(), in.secret(), in.secret()));
        }
        return new MessageRatchet(secret, generation, skipped);
    }
}
