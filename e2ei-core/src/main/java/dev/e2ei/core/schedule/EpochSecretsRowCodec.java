package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.util.EnumMap;
import java.util.Map;

/** The secrets that are kept of an epoch, as fields of a row. */
public final class EpochSecretsRowCodec implements RowCodec<EpochSecrets> {
    @Override
    public void write(EpochSecrets value, RowWriter out) {
        out.u8(value.present().size());
        for (EpochSecret kind : value.present()) {
            out.u8(kind.code());
            out.secret(value.get(kind));
        }
    }

    @Override
    public EpochSecrets read(RowReader in) {
        Map<EpochSecret, Secret> secrets = new EnumMap<>(EpochSecret.class);
        int count = in.u8();
        for (int i = 0; i < count; i++) {
            EpochSecret kind = EpochSecret.ofCode(in.u8()).orElseThrow(RowReader::corrupt);
            if (secrets.put(kind, in.secret()) != null) {
                throw RowReader.corrupt();
            }
        }
        return EpochSecrets.of(secrets);
    }
}
