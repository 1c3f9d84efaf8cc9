package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.credential.CredentialRepository;
import dev.e2ei.core.credential.StoredCredential;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Whose MLS session this store holds, and with which credentials. */
final class MlsSession {
    /** The keyspace of the one row that says whose session it is. */
    static final String KEYSPACE = "session";

    private static final byte[] OWNER = "client-id".getBytes(StandardCharsets.US_ASCII);

    private final ClientEnvironment environment;
    private final CredentialRepository credentials = new CredentialRepository();
    private final Repository<byte[], ClientId> owner = new Repository<>(KEYSPACE, List::of, new RowCodec<>() {
        @Override
        public void write(ClientId value, RowWriter out) {
            out.text(value.toString());
        }

        @Override
        public ClientId read(RowReader in) {
            try {
                return ClientId.parse(in.text());
            } catch (IllegalArgumentException e) {
                throw RowReader.corrupt();
            }
        }
    });

    MlsSession(ClientEnvironment environment) {
        this.environment = environment;
    }

    /** Whose session it is; empty before MLS is initialised. */
    Optional<ClientId> client(Rows rows) {
        return owner.find(rows, OWNER);
    }

    void requireFresh(Rows rows) {
        if (client(rows).isPresent()) {
            throw new IllegalStateException(
                    "MLS is initialised already: use saveX509Credential for one more credential");
        }
    }

    /** Whose session it is. */
    ClientId requireInitialised(Rows rows, String remedy) {
        return client(rows)
                .orElseThrow(() -> new IllegalStateException(
                        "MLS is not initialised: use " + remedy + " for the first credential"));
    }

    static void requireOwn(ClientId owner, ClientId certified) {
        if (!certified.equals(owner)) {
            throw new MlsException(
                    ErrorCode.WRONG_CREDENTIAL, "the certificate is for " + certified + ", this client is " + owner);
        }
    }

    /** Initialises with Basic credentials and fresh keys. */
    List<CredentialRef> initBasic(Rows rows, ClientId client, Collection<Ciphersuite> suites) {
        if (suites.isEmpty()) {
            throw new IllegalArgumentException("at least one ciphersuite is needed");
        }
        requireFresh(rows);
        List<SignatureKey> keys = new ArrayList<>();
        try {
            List<Ciphersuite> ordered = List.copyOf(new LinkedHashSet<>(suites));
            ordered.forEach(suite -> keys.add(SignatureKey.generate(environment.crypto(suite))));
            List<CredentialRef> refs = new ArrayList<>();
            for (int i = 0; i < ordered.size(); i++) {
                refs.add(add(rows, client, ordered.get(i), keys.get(i)));
            }
            init(rows, client);
            return refs;
        } finally {
            keys.forEach(SignatureKey::close);
        }
    }

    void init(Rows rows, ClientId client) {
        owner.save(rows, OWNER, client);
    }

    private CredentialRef add(Rows rows, ClientId client, Ciphersuite suite, SignatureKey key) {
        return save(rows, client, suite, key, Optional.empty(), Optional.empty());
    }

    /** Stores one more X.509 credential. */
    CredentialRef add(
            Rows rows,
            ClientId client,
            Ciphersuite suite,
            SignatureKey key,
            CertificateChain chain,
            Optional<URI> acmeDirectory) {
        return save(rows, client, suite, key, Optional.of(chain), acmeDirectory);
    }

    private CredentialRef save(
            Rows rows,
            ClientId client,
            Ciphersuite suite,
            SignatureKey key,
            Optional<CertificateChain> chain,
            Optional<URI> acmeDirectory) {
        byte[] hash = environment.crypto().store().sha256(key.publicKey().toByteArray());
        CredentialRef ref = new CredentialRef(
                client,
                suite,
                chain.isPresent() ? CredentialType.X509 : CredentialType.Basic,
                Bytes.of(hash),
                credentials.nextInstant(rows, environment.now()));
        credentials.save(rows, new StoredCredential(ref, key.publicKey(), chain, acmeDirectory), key.privateKey());
        return ref;
    }

    List<CredentialRef> credentials(Rows rows) {
        return credentials.all(rows).stream().map(StoredCredential::ref).toList();
    }

    List<StoredCredential> x509Credentials(Rows rows) {
        return credentials.all(rows).stream()
                .filter(credential -> credential.chain().isPresent())
                .toList();
    }

    boolean enabled(Rows rows, Ciphersuite suite) {
        if (client(rows).isEmpty()) {
            throw new MlsException(ErrorCode.MLS_NOT_INITIALIZED, "MLS has not been initialised");
        }
        List<StoredCredential> all = credentials.all(rows, suite);
        if (all.isEmpty()) {
            throw new MlsException(
                    ErrorCode.CREDENTIAL_NOT_FOUND, "there is no credential at all for ciphersuite " + suite.id());
        }
        return all.stream().anyMatch(credential -> credential.chain().isPresent());
    }

    /** The latest of a kind, if there is one. */
    Optional<StoredCredential> find(Rows rows, Ciphersuite suite, CredentialType type) {
        return credentials.newest(rows, suite, type);
    }

    StoredCredential newest(Rows rows, Ciphersuite suite, CredentialType type) {
        return credentials
                .newest(rows, suite, type)
                .orElseThrow(() -> new MlsException(
                        ErrorCode.CREDENTIAL_NOT_FOUND,
                        "there is no " + type + " credential for ciphersuite " + suite.id()));
    }

    StoredCredential require(Rows rows, CredentialRef ref) {
        return credentials
                .find(rows, ref)
                .orElseThrow(() -> new MlsException(
                        ErrorCode.CREDENTIAL_NOT_FOUND, "this client has no such credential, or no longer"));
    }

    void remove(Rows rows, CredentialRef ref) {
        credentials.delete(rows, ref);
    }

    /** The key pair of a credential, to be closed. */
    SignatureKey key(Rows rows, StoredCredential credential) {
        Secret privateKey = credentials.privateKey(rows, credential.ref());
        return new SignatureKey(environment.crypto(credential.ref().ciphersuite()), credential.publicKey(), privateKey);
    }
}
