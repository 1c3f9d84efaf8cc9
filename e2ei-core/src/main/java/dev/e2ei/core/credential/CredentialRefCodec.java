package dev.e2ei.core.credential;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;

/** The fields of a reference to a credential, wherever a row holds one. */
public final class CredentialRefCodec implements RowCodec<CredentialRef> {
    /** For all rows. */
    public CredentialRefCodec() {}

    @Override
    public void write(CredentialRef ref, RowWriter out) {
        out.text(ref.clientId().toString());
        out.u32(ref.ciphersuite().id());
        out.u8(ref.type().code());
        out.octets(ref.publicKeyHash().toByteArray());
        out.instant(ref.created());
    }

    @Override
    public CredentialRef read(RowReader in) {
        try {
            return new CredentialRef(
                    ClientId.parse(in.text()),
                    Ciphersuite.ofId(in.u32()).orElseThrow(RowReader::corrupt),
                    type(in.u8()),
                    Bytes.of(in.octets()),
                    in.instant());
        } catch (IllegalArgumentException e) {
            throw RowReader.corrupt();
        }
    }

    private static CredentialType type(int code) {
        for (CredentialType type : CredentialType.values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw RowReader.corrupt();
    }
}
