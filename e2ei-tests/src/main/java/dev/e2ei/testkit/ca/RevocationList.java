package dev.e2ei.testkit.ca;

import dev.e2ei.api.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;

/**
 * The revocation list of one CA, RFC 5280, section 5: signed by the intermediate, with number, key identifier and
 * issuing distribution point. A new one is made whenever somebody is revoked or the old one is past its middle. Safe for
 * use by several threads.
 */
public final class RevocationList {
    private static final Duration LIFETIME = Duration.ofHours(24);

    private record Entry(Instant when, int reason) {}

    private final TestCertificateAuthority authority;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<BigInteger, Entry> revoked = new LinkedHashMap<>();
    private long number;
    private Instant made = Instant.MIN;
    private Bytes current = Bytes.EMPTY;

    /**
     * An empty list.
     *
     * @param authority who signs it
     */
    public RevocationList(TestCertificateAuthority authority) {
        this.authority = authority;
    }

    /**
     * Revokes.
     *
     * @param serial the certificate
     * @param reason the reason code
     * @param now when
     * @return whether it was not revoked before
     */
    public boolean revoke(BigInteger serial, int reason, Instant now) {
        lock.lock();
        try {
            if (revoked.putIfAbsent(serial, new Entry(now, reason)) != null) {
                return false;
            }
            sign(now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether a certificate is revoked.
     *
     * @param serial the certificate
     * @return true if it is on the list
     */
    public boolean isRevoked(BigInteger serial) {
        lock.lock();
        try {
            return revoked.containsKey(serial);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The list in force.
     *
     * @param now by this time
     * @return its DER
     */
    public Bytes current(Instant now) {
        lock.lock();
        try {
            if (current.isEmpty() || now.isBefore(made) || now.isAfter(made.plus(LIFETIME.dividedBy(2)))) {
                sign(now);
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void sign(Instant now) {
        made = now;
        number++;
        X509v2CRLBuilder builder =
                new X509v2CRLBuilder(authority.intermediateCertificate().getSubject(), Date.from(now));
        builder.setNextUpdate(Date.from(now.plus(LIFETIME)));
        // Reason 0 is written by leaving it out, RFC 5280, section 5.3.1; the builder does so.
        revoked.forEach((serial, entry) -> builder.addCRLEntry(serial, Date.from(entry.when), entry.reason));
        try {
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    CaCertificates.authorityKeyIdentifier(
                            authority.intermediateKey().publicKeyInfo()));
            if (authority.profile().crl().isPresent()) {
                builder.addExtension(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(
                                CaCertificates.pointName(
                                        authority.profile().crl().get().toString()),
                                false,
                                false,
                                null,
                                false,
                                false));
            }
            current = Bytes.of(builder.build(CaCertificates.signer(authority.intermediateKey()))
                    .getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
