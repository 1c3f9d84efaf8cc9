package dev.e2ei.core.keypackage;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.credential.CredentialRefCodec;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import java.util.List;
import java.util.Optional;

/** The key packages of this client that nobody has used yet, each with its private keys in one row. */
public final class KeyPackageRepository {
    /** The keyspace. */
    public static final String KEYSPACE = "key-package";

    private final Repository<Bytes, StoredKeyPackage> packages =
            new Repository<>(KEYSPACE, ref -> List.of(ref.toByteArray()), new Codec());

    /** For all stores. */
    public KeyPackageRepository() {}

    private static final class Codec implements RowCodec<StoredKeyPackage> {
        private final CredentialRefCodec refs = new CredentialRefCodec();

        @Override
        public void write(StoredKeyPackage value, RowWriter out) {
            out.octets(value.ref().toByteArray());
            refs.write(value.credential(), out);
            out.octets(value.content().keyPackage().octets().toByteArray());
            out.secret(value.content().initPrivateKey());
            out.secret(value.content().leafPrivateKey());
        }

        @Override
        public StoredKeyPackage read(RowReader in) {
            try {
                return new StoredKeyPackage(
                        Bytes.of(in.octets()),
                        refs.read(in),
                        new NewKeyPackage(
                                KeyPackage.CODEC.fromOctets(in.octets(), DecodeLimits.MESSAGE),
                                in.secret(),
                                in.secret()));
            } catch (MalformedMessageException e) {
                throw RowReader.corrupt();
            }
        }
    }

    /**
     * One key package.
     *
     * @param rows where
     * @param ref its reference
     * @return the key package, to be closed
     */
    public Optional<StoredKeyPackage> find(Rows rows, Bytes ref) {
        return packages.find(rows, ref);
    }

    /**
     * All key packages.
     *
     * @param rows where
     * @return each to be closed
     */
    public List<StoredKeyPackage> all(Rows rows) {
        return packages.all(rows);
    }

    /**
     * Stores a key package.
     *
     * @param rows where
     * @param keyPackage not closed
     */
    public void save(Rows rows, StoredKeyPackage keyPackage) {
        packages.save(rows, keyPackage.ref(), keyPackage);
    }

    /**
     * Deletes a key package, if it is there.
     *
     * @param rows where
     * @param ref its reference
     */
    public void delete(Rows rows, Bytes ref) {
        packages.delete(rows, ref);
    }
}
