package dev.e2ei.core.client;

import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.core.identity.KeyThumbprint;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.crypto.RandomSource;
import dev.e2ei.spi.enrollment.PublicJwk;
import dev.e2ei.spi.enrollment.RevocationContext;
import java.net.URI;
import java.time.InstantSource;

/** A certificate that its holder revokes, signed with its own key. */
final class HolderRevocation implements RevocationContext {
    private final ClientEnvironment environment;
    private final URI acmeDirectory;
    private final byte[] certificate;
    private final RevocationReason reason;
    private final SignatureKey key;

    /** The key stays the caller's. */
    HolderRevocation(
            ClientEnvironment environment,
            URI acmeDirectory,
            byte[] certificate,
            RevocationReason reason,
            SignatureKey key) {
        this.environment = environment;
        this.acmeDirectory = acmeDirectory;
        this.certificate = certificate;
        this.reason = reason;
        this.key = key;
    }

    @Override
    public URI acmeDirectory() {
        return acmeDirectory;
    }

    @Override
    public byte[] certificate() {
        return certificate.clone();
    }

    @Override
    public RevocationReason reason() {
        return reason;
    }

    @Override
    public PublicJwk certificateJwk() {
        return KeyThumbprint.jwk(key.subjectPublicKey());
    }

    @Override
    public byte[] signWithCertificateKey(byte[] signingInput) {
        return key.signJws(signingInput);
    }

    @Override
    public InstantSource clock() {
        return environment.clock();
    }

    @Override
    public ElapsedTime elapsedTime() {
        return environment.elapsedTime();
    }

    @Override
    public RandomSource random() {
        return environment.crypto().random();
    }

    @Override
    public AcmeTransport transport() {
        return environment.transport();
    }
}
