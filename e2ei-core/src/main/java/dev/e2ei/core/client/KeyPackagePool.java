package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.KeyPackageRef;
import dev.e2ei.api.credential.LocalKeyPackage;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.credential.StoredCredential;
import dev.e2ei.core.keypackage.KeyPackageBuilder;
import dev.e2ei.core.keypackage.KeyPackageRepository;
import dev.e2ei.core.keypackage.NewKeyPackage;
import dev.e2ei.core.keypackage.StoredKeyPackage;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The key packages of this client: made, listed, deleted. What was made is durable before the host sees it. */
final class KeyPackagePool {
    private static final int MOST_AT_ONCE = 1000;
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final int MLS_1_0 = 1;
    private static final int MLS_KEY_PACKAGE = 5;

    private final ClientEnvironment environment;
    private final MlsSession session;
    private final KeyPackageRepository packages = new KeyPackageRepository();

    KeyPackagePool(ClientEnvironment environment, MlsSession session) {
        this.environment = environment;
        this.session = session;
    }

    List<LocalKeyPackage> generate(TransactionScope scope, CredentialRef ref, int count) {
        return generate(scope, ref, count, environment.profile().keyPackageLifetime());
    }

    List<LocalKeyPackage> generate(TransactionScope scope, CredentialRef ref, int count, Duration lifetime) {
        if (count < 1 || count > MOST_AT_ONCE) {
            throw new IllegalArgumentException("1 to " + MOST_AT_ONCE + " key packages, not " + count);
        }
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a lifetime is 1 second to " + LONGEST.toDays() + " days");
        }
        Ciphersuite suite = ref.ciphersuite();
        if (!environment.profile().ciphersuites().contains(suite)) {
            throw new IllegalArgumentException("ciphersuite " + suite.id() + " is not in this client's profile");
        }
        Rows rows = scope.writing();
        StoredCredential credential = session.require(rows, ref);
        LabeledCrypto crypto = environment.labeled(suite);
        KeyPackageBuilder builder =
                new KeyPackageBuilder(crypto, environment.profile(), credential.credential(), credential.publicKey());
        Instant now = environment.now();
        List<StoredKeyPackage> made = new ArrayList<>();
        try (SignatureKey key = session.key(rows, credential)) {
            for (int i = 0; i < count; i++) {
                NewKeyPackage fresh = key.privateKey().use(octets -> builder.build(octets, lifetime, now));
                made.add(new StoredKeyPackage(fresh.keyPackage().ref(crypto), ref, fresh));
            }
            made.forEach(one -> packages.save(rows, one));
            scope.durable();
            return made.stream().map(this::local).toList();
        } finally {
            made.forEach(StoredKeyPackage::close);
        }
    }

    private LocalKeyPackage local(StoredKeyPackage stored) {
        Bytes octets = stored.content().keyPackage().octets();
        return new LocalKeyPackage(
                new KeyPackageRef(stored.ref()),
                stored.credential(),
                environment.profile().bareKeyPackages() ? octets : asMessage(octets),
                stored.notAfter());
    }

    private static Bytes asMessage(Bytes keyPackage) {
        try (TlsWriter out = new TlsWriter()) {
            out.u16(MLS_1_0);
            out.u16(MLS_KEY_PACKAGE);
            out.octets(keyPackage.toByteArray());
            return Bytes.of(out.toOctets());
        }
    }

    /** Those of a credential whose lifetime has not ended, those that last longest first. */
    List<LocalKeyPackage> list(Rows rows, CredentialRef ref) {
        session.require(rows, ref);
        Instant now = environment.now();
        List<StoredKeyPackage> all = packages.all(rows);
        try {
            return all.stream()
                    .filter(one -> one.credential().equals(ref) && !one.isOver(now))
                    .map(this::local)
                    .sorted(Comparator.comparing(LocalKeyPackage::notAfter).reversed())
                    .toList();
        } finally {
            all.forEach(StoredKeyPackage::close);
        }
    }

    int removeAll(Rows rows, CredentialRef ref) {
        return remove(rows, one -> one.credential().equals(ref));
    }

    int removeExpired(Rows rows) {
        Instant now = environment.now();
        return remove(rows, one -> one.isOver(now));
    }

    boolean remove(Rows rows, KeyPackageRef ref) {
        return remove(rows, one -> one.ref().equals(ref.octets())) > 0;
    }

    private int remove(Rows rows, Predicate<StoredKeyPackage> chosen) {
        List<StoredKeyPackage> all = packages.all(rows);
        try {
            List<StoredKeyPackage> gone = all.stream().filter(chosen).toList();
            gone.forEach(one -> packages.delete(rows, one.ref()));
            return gone.size();
        } finally {
            all.forEach(StoredKeyPackage::close);
        }
    }
}
