package dev.e2ei.api.enrollment;

import java.util.Objects;

/**
 * What {@code acquire} needs from the host.
 *
 * @param login how the user logs in
 * @param backend how Wire's backend is reached
 * @param listener who is told
 */
public record EnrollmentHooks(Login login, BackendAccess backend, EnrollmentListener listener) {
    /** {@inheritDoc} */
    public EnrollmentHooks {
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(listener, "listener");
    }

    /**
     * Hooks without a listener.
     *
     * @param login how the user logs in
     * @param backend how Wire's backend is reached
     * @return the hooks
     */
    public static EnrollmentHooks of(Login login, BackendAccess backend) {
        return new EnrollmentHooks(login, backend, EnrollmentListener.NONE);
    }

    /**
     * The same hooks with a listener.
     *
     * @param other who is told
     * @return the hooks
     */
    public EnrollmentHooks withListener(EnrollmentListener other) {
        return new EnrollmentHooks(login, backend, other);
    }
}
