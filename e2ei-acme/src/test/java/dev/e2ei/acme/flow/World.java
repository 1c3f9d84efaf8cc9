package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.acme.fixture.FakeEngine;
import dev.e2ei.acme.fixture.ManualTime;
import dev.e2ei.acme.fixture.Person;
import dev.e2ei.acme.fixture.ScriptedCa;
import dev.e2ei.acme.fixture.SoftwareKeys;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import java.time.Instant;

/** Alice, her device, and a CA, at noon. */
final class World {
    static final Ciphersuite SUITE = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;

    final ManualTime time = new ManualTime(Instant.parse("2026-11-23T12:00:00Z"));
    final ScriptedCa ca;
    final SoftwareKeys keys;
    final Person alice;
    final FakeEngine engine;
    final DefaultAcmeSession session;

    World() {
        this(SUITE);
    }

    World(Ciphersuite suite) {
        this(FakeEngine.alice(suite).build());
    }

    World(EnrollmentRequest request) {
        ca = new ScriptedCa(time, request.ciphersuite());
        keys = new SoftwareKeys(request.ciphersuite());
        alice = new Person(time, keys);
        engine = new FakeEngine(request, keys, time, ca);
        session = DefaultAcmeSession.begin(engine);
    }

    IssuedCertificate acquire() {
        return session.acquire(alice.hooks());
    }

    <E extends Throwable> E acquireFailsWith(Class<E> type) {
        return assertThrows(type, this::acquire);
    }

    /** The same enrollment in another process. */
    DefaultAcmeSession resumed(byte[] snapshot) {
        return DefaultAcmeSession.resume(engine, snapshot);
    }
}
