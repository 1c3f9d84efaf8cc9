package dev.e2ei.core.pki;

import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/** A root, an authority with two keys of one name, a leaf below the first, and what lists make of that leaf. */
final class RevocationWorld {
    static final X509Crypto CRYPTO = new Verified(
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509(), new ConcurrentHashMap<>());
    static final URI POINT = URI.create("http://crl.wire.com/list");
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final long LEAF_SERIAL = 4711;
    static final long CA_SERIAL = 7;

    final TestKey rootKey = TestKey.p256();
    final TestKey caKey = TestKey.p256();
    final TestKey secondKey = TestKey.p256();
    final ParsedCertificate root =
            TestCertificate.authority("Root").key(rootKey).selfSigned();
    final ParsedCertificate ca = authority(caKey, CA_SERIAL).signedBy(rootKey);
    final ParsedCertificate second = authority(secondKey, CA_SERIAL + 1).signedBy(rootKey);
    final ParsedCertificate leaf = leaf(LEAF_SERIAL).signedBy(caKey);
    final TrustStore trust = TrustStore.empty()
            .withAnchor(root, TestCertificate.fingerprint(root))
            .withIntermediate(ca)
            .withIntermediate(second);

    /** A provider that verifies each signature once: the tests ask about the same few, thousands of times. */
    private record Verified(X509Crypto crypto, Map<List<Integer>, Boolean> known) implements X509Crypto {
        @Override
        public boolean verify(byte[] key, byte[] algorithm, byte[] content, byte[] signature) {
            List<Integer> asked = List.of(
                    Arrays.hashCode(key),
                    Arrays.hashCode(algorithm),
                    Arrays.hashCode(content),
                    Arrays.hashCode(signature));
            return known.computeIfAbsent(asked, one -> crypto.verify(key, algorithm, content, signature));
        }

        @Override
        public boolean supports(String signatureAlgorithm) {
            return crypto.supports(signatureAlgorithm);
        }
    }

    static TestCertificate authority(TestKey key, long serialNumber) {
        return TestCertificate.authority("CA").key(key).issuer("Root").serialNumber(serialNumber);
    }

    static TestCertificate leaf(long serialNumber) {
        return TestCertificate.leaf("CA").serialNumber(serialNumber);
    }

    /** A list of the authority, so many hours before or after now. */
    static TestCrl list(long hours) {
        return TestCrl.of("CA", NOW.plus(Duration.ofHours(hours)));
    }

    CrlRegistry.Registration register(CrlRegistry registry, byte[] list) {
        return registry.register(POINT, list.clone(), trust, CRYPTO, NOW);
    }

    CrlRegistry registry(byte[]... lists) {
        CrlRegistry registry = CrlRegistry.empty();
        for (byte[] list : lists) {
            registry = register(registry, list).registry();
        }
        return registry;
    }

    VerifiedPath path(ParsedCertificate certificate) {
        return new PathBuilder(trust, CRYPTO, PathRequirements.forAuthority(true)).build(certificate, List.of());
    }

    RevocationFinding finding(CrlRegistry registry, ParsedCertificate certificate, Instant at, Duration skew) {
        return finding(registry, trust, path(certificate), at, skew);
    }

    static RevocationFinding finding(
            CrlRegistry registry, TrustStore trust, VerifiedPath path, Instant at, Duration skew) {
        CrlSigners signers = new CrlSigners(trust, registry, CRYPTO, true, at);
        return new RevocationCheck(registry, signers, at, skew)
                .findings(path, true)
                .get(0);
    }

    RevocationFinding finding(CrlRegistry registry, ParsedCertificate certificate) {
        return finding(registry, certificate, NOW, Duration.ZERO);
    }

    RevocationFinding.State state(CrlRegistry registry) {
        return finding(registry, leaf).state();
    }

    /** What is left of the lists after they were written to a store and read again. */
    static CrlRegistry restarted(CrlRegistry registry) {
        CrlInForceCodec codec = new CrlInForceCodec();
        List<CrlInForce> read = new ArrayList<>();
        for (CrlInForce list : registry.lists()) {
            try (RowWriter out = new RowWriter()) {
                codec.write(list, out);
                RowReader in = new RowReader(out.toByteArray());
                read.add(codec.read(in));
                in.end();
            }
        }
        return CrlRegistry.of(read);
    }
}
