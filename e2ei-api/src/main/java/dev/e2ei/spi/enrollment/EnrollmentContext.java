package dev.e2ei.spi.enrollment;

import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.crypto.RandomSource;
import java.time.InstantSource;

/** What an enrollment protocol works with. Given by the engine. */
public interface EnrollmentContext {
    /** {@return what is asked for} */
    EnrollmentRequest request();

    /** {@return the clock} */
    InstantSource clock();

    /** {@return the passing of time, for deadlines and pauses} */
    ElapsedTime elapsedTime();

    /** {@return randomness} */
    RandomSource random();

    /** {@return the transport; opened at its first use, closed by the engine} */
    AcmeTransport transport();

    /** {@return the two keys of the enrollment, as signing capabilities} */
    EnrollmentKeys keys();

    /** {@return the checks on the chain that comes back} */
    CertificateChecks checks();

    /**
     * Saves the state: the engine seals it, with the keys and the protocol's name, and hands it to the host's listener.
     * Called before the login, and whenever losing what was reached would be a pity.
     *
     * @param snapshot the state, without keys
     */
    void checkpoint(byte[] snapshot);
}
