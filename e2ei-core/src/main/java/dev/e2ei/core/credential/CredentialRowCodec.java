package dev.e2ei.core.credential;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a credential's row. */
final class CredentialRowCodec implements RowCodec<StoredCredential> {
    private final CredentialRefCodec refs = new CredentialRefCodec();

    @Override
    public void write(StoredCredential value, RowWriter out) {
        refs.write(value.ref(), out);
        out.octets(value.publicKey().toByteArray());
        List<Bytes> certificates =
                value.chain().map(CertificateChain::certificates).orElse(List.of());
        out.u8(certificates.size());
        certificates.forEach(certificate -> out.octets(certificate.toByteArray()));
        out.text(value.acmeDirectory().map(URI::toString).orElse(""));
    }

    @Override
    public StoredCredential read(RowReader in) {
        try {
            CredentialRef ref = refs.read(in);
            Bytes publicKey = Bytes.of(in.octets());
            int size = in.u8();
            List<Bytes> certificates = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                certificates.add(Bytes.of(in.octets()));
            }
            String directory = in.text();
            return new StoredCredential(
                    ref,
                    publicKey,
                    certificates.isEmpty() ? Optional.empty() : Optional.of(new CertificateChain(certificates)),
                    directory.isEmpty() ? Optional.empty() : Optional.of(URI.create(directory)));
        } catch (IllegalArgumentException e) {
            throw RowReader.corrupt();
        }
    }
}
