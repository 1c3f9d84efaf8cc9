package dev.e2ei.api;

import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.E2eiRuntime;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.mls.MlsTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings of a client; each but the key has a default. Not safe for use by several threads. */
public final class E2eiClientBuilder extends ProviderChoices {
    private String storeName = "default";
    private @Nullable Path storeLocation;
    private @Nullable Secret databaseKey;
    private char @Nullable [] passphrase;
    private TrustPolicy trustPolicy = TrustPolicy.wire();
    private MlsProfile mlsProfile = MlsProfile.wire();
    private List<Bytes> tlsTrustAnchors = List.of();
    private @Nullable MlsTransport mlsTransport;
    private InstantSource clock = InstantSource.system();
    private ElapsedTime elapsedTime = ElapsedTime.SYSTEM;
    private Duration writerTimeout = Duration.ofSeconds(30);

    E2eiClientBuilder() {}

    @Override
    E2eiClientBuilder self() {
        return this;
    }

    /**
     * Sets the name of the store within its database; several clients may live in one. Default {@code default}.
     *
     * @param name 1 to 128 characters
     * @return this builder
     */
    public E2eiClientBuilder storeName(String name) {
        if (name.isBlank() || name.length() > 128) {
            throw new IllegalArgumentException("a store name has 1 to 128 characters");
        }
        storeName = name;
        return this;
    }

    /**
     * Sets where the store lies. The engine {@code memory} needs none.
     *
     * @param location a file or folder, as the storage provider wants it
     * @return this builder
     */
    public E2eiClientBuilder storeLocation(Path location) {
        storeLocation = Objects.requireNonNull(location, "location");
        return this;
    }

    /**
     * Sets the key under which everything stored is sealed. It is copied; the caller still closes its own.
     *
     * @param key exactly 32 octets
     * @return this builder
     */
    public E2eiClientBuilder databaseKey(Secret key) {
        if (key.size() != 32) {
            throw new IllegalArgumentException("a database key has 32 octets");
        }
        clearKeys();
        databaseKey = key.copy();
        return this;
    }

    /**
     * Sets a passphrase in place of a key; the key is derived from it by Argon2id. It is copied; the caller still wipes
     * its own.
     *
     * @param text at least one character
     * @return this builder
     */
    public E2eiClientBuilder passphrase(char[] text) {
        if (text.length == 0) {
            throw new IllegalArgumentException("a passphrase is not empty");
        }
        clearKeys();
        passphrase = text.clone();
        return this;
    }

    private void clearKeys() {
        if (databaseKey != null) {
            databaseKey.close();
            databaseKey = null;
        }
        if (passphrase != null) {
            Arrays.fill(passphrase, '\0');
            passphrase = null;
        }
    }

    /**
     * Sets how certificates are judged. Default {@link TrustPolicy#wire()}.
     *
     * @param policy the policy
     * @return this builder
     */
    public E2eiClientBuilder trustPolicy(TrustPolicy policy) {
        trustPolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets what RFC 9420 leaves open. Default {@link MlsProfile#wire()}.
     *
     * @param profile the profile
     * @return this builder
     */
    public E2eiClientBuilder mlsProfile(MlsProfile profile) {
        mlsProfile = Objects.requireNonNull(profile, "profile");
        return this;
    }

    /**
     * Sets the roots by which the TLS certificates of the ACME server, the identity provider and the backend are
     * checked, in place of the JVM's. They say nothing about members.
     *
     * @param roots certificates in DER
     * @return this builder
     */
    public E2eiClientBuilder tlsTrustAnchors(Collection<Bytes> roots) {
        tlsTrustAnchors = List.copyOf(roots);
        return this;
    }

    /**
     * Sets who delivers MLS messages; in force after each restart.
     *
     * @param transport the delivery
     * @return this builder
     */
    public E2eiClientBuilder mlsTransport(MlsTransport transport) {
        mlsTransport = Objects.requireNonNull(transport, "transport");
        return this;
    }

    /**
     * Sets the clock. Default: the system's.
     *
     * @param source the clock
     * @return this builder
     */
    public E2eiClientBuilder clock(InstantSource source) {
        clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * Sets how time passes: for deadlines and pauses. Default: the system's.
     *
     * @param time the passing of time
     * @return this builder
     */
    public E2eiClientBuilder elapsedTime(ElapsedTime time) {
        elapsedTime = Objects.requireNonNull(time, "time");
        return this;
    }

    /**
     * Sets how long a transaction waits for another one's writes. Default 30 seconds.
     *
     * @param timeout more than zero
     * @return this builder
     */
    public E2eiClientBuilder writerTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout is more than zero");
        }
        writerTimeout = timeout;
        return this;
    }

    /**
     * Opens the client: finds its providers, opens its store. The builder's copy of the key is wiped, so that each
     * opening needs its own.
     *
     * @return the client, to be closed
     * @throws IllegalStateException if neither key nor passphrase was given
     * @throws dev.e2ei.api.error.ProviderException if a provider is missing or ambiguous, with what to do
     * @throws dev.e2ei.api.error.StorageException if the store cannot be opened, with the reason
     */
    public E2eiClient open() {
        if (databaseKey == null && passphrase == null) {
            throw new IllegalStateException("a client needs databaseKey or passphrase");
        }
        E2eiConfiguration configuration = new E2eiConfiguration(
                instances,
                names,
                storeName,
                storeLocation,
                databaseKey,
                passphrase,
                trustPolicy,
                mlsProfile,
                tlsTrustAnchors,
                mlsTransport,
                clock,
                elapsedTime,
                writerTimeout,
                layer,
                classLoader);
        try {
            return E2eiRuntime.find(runtimes()).open(configuration);
        } finally {
            clearKeys();
        }
    }
}
