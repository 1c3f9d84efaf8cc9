package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.x509.SubjectPublicKey;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/** A root, an intermediate, leaves in Wire's profile, revocation lists; written by hand, signed with P-256. */
final class TestAuthority {
    static final String CRL_URL = "http://ca.example/crl";
    private static final ObjectIdentifier ECDSA_SHA256 = ObjectIdentifier.of("1.2.840.10045.4.3.2");

    private final CiphersuiteCrypto crypto;
    private final SignatureKey rootKey;
    private final SignatureKey issuerKey;
    private final Bytes root;
    private final Bytes intermediate;
    private final String name;
    private int serial = 100;
    private int crlNumber;

    TestAuthority(CryptoProvider provider, String name, Instant now) {
        this.name = name;
        crypto = provider.forCiphersuite(Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256)
                .orElseThrow();
        rootKey = SignatureKey.generate(crypto);
        issuerKey = SignatureKey.generate(crypto);
        root = certificate(rootName(), rootName(), rootKey, rootKey, now, Duration.ofDays(3650), this::authority);
        intermediate =
                certificate(issuerName(), rootName(), issuerKey, rootKey, now, Duration.ofDays(1825), this::authority);
    }

    private Consumer<DerWriter> rootName() {
        return subject -> attribute(subject, "2.5.4.3", name + " Root");
    }

    private Consumer<DerWriter> issuerName() {
        return subject -> attribute(subject, "2.5.4.3", name + " Intermediate");
    }

    Bytes root() {
        return root;
    }

    String rootPem() {
        return CertificateChain.pem(root);
    }

    String intermediatePem() {
        return CertificateChain.pem(intermediate);
    }

    /** Leaf and intermediate as the request asks, valid from an hour ago up to now plus the lifetime. */
    CertificateChain issue(EnrollmentRequest request, SubjectPublicKey key, Instant now, Duration lifetime) {
        Bytes leaf = certificate(
                subject -> {
                    attribute(subject, "2.5.4.10", request.domain().toString());
                    attribute(subject, "2.5.4.3", request.displayName());
                },
                issuerName(),
                key,
                issuerKey,
                now,
                lifetime,
                extensions -> {
                    extension(
                            extensions,
                            "2.5.29.15",
                            true,
                            out -> out.primitive(DerTag.BIT_STRING, new byte[] {7, (byte) 0x80}));
                    extension(
                            extensions,
                            "2.5.29.37",
                            false,
                            out -> out.sequence(
                                    purposes -> purposes.objectIdentifier(ObjectIdentifier.of("1.3.6.1.5.5.7.3.2"))));
                    extension(
                            extensions,
                            "2.5.29.17",
                            false,
                            out -> out.sequence(names -> {
                                uri(names, request.clientId().uri().replace("!", "%21"));
                                uri(names, request.handle().uri());
                            }));
                    distributionPoints(extensions, CRL_URL);
                });
        return new CertificateChain(List.of(leaf, intermediate));
    }

    /** Another authority below the intermediate, which names distribution points. */
    Bytes authorityNaming(Instant now, String... points) {
        return certificate(
                subject -> attribute(subject, "2.5.4.3", name + " Authority " + serial),
                issuerName(),
                SignatureKey.generate(crypto),
                issuerKey,
                now,
                Duration.ofDays(1825),
                extensions -> {
                    authority(extensions);
                    distributionPoints(extensions, points);
                });
    }

    private static void distributionPoints(DerWriter extensions, String... addresses) {
        extension(
                extensions,
                "2.5.29.31",
                false,
                out -> out.sequence(points -> {
                    for (String address : addresses) {
                        points.sequence(point -> point.constructed(
                                DerTag.constructed(0),
                                distribution ->
                                        distribution.constructed(DerTag.constructed(0), full -> uri(full, address))));
                    }
                }));
    }

    private void authority(DerWriter extensions) {
        extension(extensions, "2.5.29.19", true, out -> out.sequence(constraints -> constraints.bool(true)));
        extension(extensions, "2.5.29.15", true, out -> out.primitive(DerTag.BIT_STRING, new byte[] {1, 6}));
    }

    private Bytes certificate(
            Consumer<DerWriter> subject,
            Consumer<DerWriter> issuer,
            SignatureKey key,
            SignatureKey signer,
            Instant now,
            Duration lifetime,
            Consumer<DerWriter> extensions) {
        return certificate(subject, issuer, key.subjectPublicKey(), signer, now, lifetime, extensions);
    }

    private Bytes certificate(
            Consumer<DerWriter> subject,
            Consumer<DerWriter> issuer,
            SubjectPublicKey key,
            SignatureKey signer,
            Instant now,
            Duration lifetime,
            Consumer<DerWriter> extensions) {
        return signed(
                signer,
                DerWriter.sequenceOf(tbs -> tbs.constructed(DerTag.constructed(0), version -> version.integer(2))
                        .integer(BigInteger.valueOf(serial++))
                        .sequence(algorithm -> algorithm.objectIdentifier(ECDSA_SHA256))
                        .sequence(issuer)
                        .sequence(validity -> {
                            time(validity, now.minus(Duration.ofHours(1)));
                            time(validity, now.plus(lifetime));
                        })
                        .sequence(subject)
                        .element(key.encoded())
                        .constructed(
                                DerTag.constructed(3),
                                wrapper -> wrapper.sequence(all -> {
                                    extension(all, "2.5.29.14", false, out -> out.octetString(keyIdentifier(key)));
                                    extension(
                                            all,
                                            "2.5.29.35",
                                            false,
                                            out -> out.sequence(aki -> aki.primitive(
                                                    DerTag.context(0), keyIdentifier(signer.subjectPublicKey()))));
                                    extensions.accept(all);
                                }))));
    }

    /** The next list, with the serial number of a certificate that it revokes; zero revokes none. */
    Bytes crl(int revoked, Instant now) {
        return crl(revoked, now, extensions -> {});
    }

    /** The next list, of changes only. */
    Bytes deltaCrl(Instant now) {
        return crl(0, now, extensions -> extension(extensions, "2.5.29.27", true, out -> out.integer(1)));
    }

    private Bytes crl(int revoked, Instant now, Consumer<DerWriter> more) {
        crlNumber++;
        return signed(issuerKey, DerWriter.sequenceOf(tbs -> {
            tbs.integer(1)
                    .sequence(algorithm -> algorithm.objectIdentifier(ECDSA_SHA256))
                    .sequence(issuerName());
            time(tbs, now);
            time(tbs, now.plus(Duration.ofDays(7)));
            if (revoked != 0) {
                tbs.sequence(entries -> entries.sequence(entry -> {
                    entry.integer(revoked);
                    time(entry, now);
                }));
            }
            tbs.constructed(
                    DerTag.constructed(0),
                    wrapper -> wrapper.sequence(all -> {
                        extension(
                                all,
                                "2.5.29.35",
                                false,
                                out -> out.sequence(aki ->
                                        aki.primitive(DerTag.context(0), keyIdentifier(issuerKey.subjectPublicKey()))));
                        extension(all, "2.5.29.20", false, out -> out.integer(crlNumber));
                        more.accept(all);
                    }));
        }));
    }

    /** The serial number of the leaf that was issued last. */
    int lastSerial() {
        return serial - 1;
    }

    private Bytes signed(SignatureKey signer, byte[] tbs) {
        byte[] signature = signer.sign(tbs);
        return Bytes.of(DerWriter.sequenceOf(out -> out.element(tbs)
                .sequence(algorithm -> algorithm.objectIdentifier(ECDSA_SHA256))
                .bitString(signature)));
    }

    private byte[] keyIdentifier(SubjectPublicKey key) {
        return crypto.hash(key.mlsKey().toByteArray());
    }

    private static void attribute(DerWriter subject, String type, String value) {
        subject.set(set -> set.sequence(attribute ->
                attribute.objectIdentifier(ObjectIdentifier.of(type)).utf8String(value)));
    }

    private static void extension(DerWriter extensions, String id, boolean critical, Consumer<DerWriter> content) {
        DerWriter value = new DerWriter();
        content.accept(value);
        extensions.sequence(extension -> {
            extension.objectIdentifier(ObjectIdentifier.of(id));
            if (critical) {
                extension.bool(true);
            }
            extension.octetString(value.toByteArray());
        });
    }

    private static void uri(DerWriter out, String uri) {
        out.primitive(DerTag.context(6), uri.getBytes(StandardCharsets.US_ASCII));
    }

    private static void time(DerWriter out, Instant instant) {
        String text = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
        out.primitive(DerTag.UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }
}
