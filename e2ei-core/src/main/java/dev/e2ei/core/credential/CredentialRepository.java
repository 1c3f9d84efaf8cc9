package dev.e2ei.core.credential;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The credentials of this client and, in rows of their own, their private keys. A key is found by suite, type, hash of
 * the public key and instant, so that several credentials stand side by side, also with one key.
 */
public final class CredentialRepository {
    /** The keyspace of what may be known. */
    public static final String CREDENTIALS = "credential";

    /** The keyspace of private keys. */
    public static final String KEYS = "credential-key";

    private static final Comparator<StoredCredential> BY_AGE =
            Comparator.comparing(credential -> credential.ref().created());

    private final Repository<CredentialRef, StoredCredential> credentials =
            new Repository<>(CREDENTIALS, CredentialRepository::components, new CredentialRowCodec());
    private final Repository<CredentialRef, Secret> keys =
            new Repository<>(KEYS, CredentialRepository::components, new RowCodec<>() {
                @Override
                public void write(Secret value, RowWriter out) {
                    out.secret(value);
                }

                @Override
                public Secret read(RowReader in) {
                    return in.secret();
                }
            });

    /** For all stores. */
    public CredentialRepository() {}

    private static List<byte[]> components(CredentialRef ref) {
        Instant created = ref.created();
        return List.of(
                octets(ref.ciphersuite().id()),
                octets(ref.type().code()),
                ref.publicKeyHash().toByteArray(),
                octets(created.getEpochSecond() + "." + created.getNano()));
    }

    private static byte[] octets(Object component) {
        return component.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * All credentials.
     *
     * @param rows where
     * @return oldest first
     */
    public List<StoredCredential> all(Rows rows) {
        return credentials.all(rows).stream().sorted(BY_AGE).toList();
    }

    /**
     * All credentials of a suite.
     *
     * @param rows where
     * @param suite the suite
     * @return oldest first
     */
    public List<StoredCredential> all(Rows rows, Ciphersuite suite) {
        return credentials.all(rows, octets(suite.id())).stream().sorted(BY_AGE).toList();
    }

    /**
     * The latest credential of a kind.
     *
     * @param rows where
     * @param suite the suite
     * @param type the type
     * @return the latest, or empty if there is none
     */
    public Optional<StoredCredential> newest(Rows rows, Ciphersuite suite, CredentialType type) {
        return credentials.all(rows, octets(suite.id()), octets(type.code())).stream()
                .max(BY_AGE);
    }

    /**
     * One credential.
     *
     * @param rows where
     * @param ref which
     * @return the credential
     */
    public Optional<StoredCredential> find(Rows rows, CredentialRef ref) {
        return credentials.find(rows, ref).filter(found -> found.ref().equals(ref));
    }

    /**
     * The private key of a credential.
     *
     * @param rows where
     * @param ref which
     * @return the key, to be closed
     */
    public Secret privateKey(Rows rows, CredentialRef ref) {
        return keys.find(rows, ref).orElseThrow(RowReader::corrupt);
    }

    /**
     * Stores a credential with its key.
     *
     * @param rows where
     * @param credential what may be known
     * @param privateKey not closed
     */
    public void save(Rows rows, StoredCredential credential, Secret privateKey) {
        // A key that was closed meanwhile throws here, before anything is written.
        keys.save(rows, credential.ref(), privateKey);
        credentials.save(rows, credential.ref(), credential);
    }

    /**
     * Deletes a credential and its key, if they are there.
     *
     * @param rows where
     * @param ref which
     */
    public void delete(Rows rows, CredentialRef ref) {
        keys.delete(rows, ref);
        credentials.delete(rows, ref);
    }

    /**
     * An instant for a new credential: now, but later than that of any other, so that the newest is always one.
     *
     * @param rows where
     * @param now the clock's instant
     * @return the instant
     */
    public Instant nextInstant(Rows rows, Instant now) {
        return all(rows).stream()
                .map(credential -> credential.ref().created())
                .max(Comparator.naturalOrder())
                .filter(latest -> !latest.isBefore(now))
                .map(latest -> latest.plusNanos(1))
                .orElse(now);
    }
}
