package dev.e2ei.testkit.real;

import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.Handle;
import java.util.Objects;

/**
 * A person known to Keycloak and to the backend. The display name is first and last name with a blank between.
 *
 * @param handle the handle, without domain
 * @param firstName the first name
 * @param lastName the last name
 * @param password what the person types
 */
public record RealUser(String handle, String firstName, String lastName, String password) {
    /** {@inheritDoc} */
    public RealUser {
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(firstName, "firstName");
        Objects.requireNonNull(lastName, "lastName");
        Objects.requireNonNull(password, "password");
    }

    String displayName() {
        return firstName + " " + lastName;
    }

    /** {@return the name under which the person logs in, from which step-ca makes the handle's URI} */
    String username(Domain domain) {
        return new Handle(handle, domain).toString();
    }

    /** {@return the handle only} */
    @Override
    public String toString() {
        return "RealUser[" + handle + "]";
    }
}
