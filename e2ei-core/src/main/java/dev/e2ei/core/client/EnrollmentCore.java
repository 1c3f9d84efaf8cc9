package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.spi.enrollment.AcmeSession;
import dev.e2ei.spi.enrollment.CertificateChecks;
import dev.e2ei.spi.enrollment.EnrollmentContext;
import dev.e2ei.spi.enrollment.EnrollmentSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment behind its guard: the protocol's session, the keys that the protocol may use and not see, and what has been
 * issued. Used by one thread at a time; the guard sees to it.
 */
final class EnrollmentCore implements CertificateChecks {
    private final EnrollmentHome home;
    private final EnrollmentRequest request;
    private final EnrollmentKeyPairs keys;
    private final String protocol;
    private final EnrollmentSession session;
    private EnrollmentListener listener = EnrollmentListener.NONE;
    private Instant requestedAt;
    private volatile @Nullable IssuedCertificate issued;

    /** Begins; takes the keys over, also if this throws. */
    EnrollmentCore(EnrollmentHome home, EnrollmentRequest request, EnrollmentKeyPairs keys) {
        this(home, request, keys, home.environment().now(), null);
    }

    /** Goes on; takes the snapshot's keys over, also if this throws. */
    EnrollmentCore(EnrollmentHome home, EnrollmentSnapshot snapshot) {
        this(home, snapshot.request(), snapshot.keys(), snapshot.requestedAt(), snapshot);
    }

    private EnrollmentCore(
            EnrollmentHome home,
            EnrollmentRequest request,
            EnrollmentKeyPairs keys,
            Instant requestedAt,
            @Nullable EnrollmentSnapshot snapshot) {
        this.home = home;
        this.request = request;
        this.keys = keys;
        this.requestedAt = requestedAt;
        try {
            var provider = home.environment().protocol();
            this.protocol = provider.name();
            EnrollmentContext context = new DefaultEnrollmentContext(
                    request,
                    home.environment(),
                    keys.capabilities(home.environment().crypto().store()),
                    this,
                    this::checkpoint);
            this.session = snapshot == null ? provider.begin(context) : provider.resume(context, snapshot.session());
            if (snapshot != null && !snapshot.chain().isEmpty()) {
                this.issued = recheck(Bytes.ofUtf8(snapshot.chain()).toByteArray());
            }
        } catch (RuntimeException e) {
            keys.close();
            throw e;
        }
    }

    EnrollmentRequest request() {
        return request;
    }

    EnrollmentKeyPairs keys() {
        return keys;
    }

    Optional<IssuedCertificate> issued() {
        return Optional.ofNullable(issued);
    }

    EnrollmentSession session() {
        return session;
    }

    /** The session's steps; not every protocol has them. */
    AcmeSession steps() {
        if (session instanceof AcmeSession steps) {
            return steps;
        }
        throw new IllegalStateException("the enrollment protocol " + protocol + " has no single steps: call acquire");
    }

    void ordering() {
        requestedAt = home.environment().now();
    }

    IssuedCertificate acquire(EnrollmentHooks hooks) {
        home.requireNoWriter("acquire");
        if (request.acmeDirectory().isEmpty()) {
            throw new IllegalStateException("the request has no acmeDirectory, which acquire begins with");
        }
        home.requireTrust();
        listener = hooks.listener();
        try {
            return session.acquire(hooks.withListener(new OrderListener(hooks.listener(), this::ordering)));
        } finally {
            listener = EnrollmentListener.NONE;
        }
    }

    @Override
    public void requireTrust() {
        home.requireTrust();
    }

    @Override
    public IssuedCertificate check(byte[] pem) {
        IssuedCertificate certificate = recheck(pem);
        issued = certificate;
        return certificate;
    }

    /** The same checks without keeping the result: for a chain that comes back from the host. */
    IssuedCertificate recheck(byte[] pem) {
        return home.check(pem, request, keys, requestedAt);
    }

    Bytes snapshot() {
        return snapshot(session.snapshot());
    }

    private Bytes snapshot(byte[] state) {
        EnrollmentSnapshot snapshot = new EnrollmentSnapshot(
                protocol,
                request,
                requestedAt,
                keys,
                state,
                issued().map(certificate -> certificate.chain().toPem()).orElse(""));
        try {
            return Bytes.of(home.seal(snapshot));
        } finally {
            snapshot.wipeSession();
        }
    }

    private void checkpoint(byte[] state) {
        listener.checkpoint(snapshot(state.clone()));
    }
}
