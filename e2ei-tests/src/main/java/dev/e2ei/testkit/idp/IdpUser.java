package dev.e2ei.testkit.idp;

import java.util.Objects;

/**
 * Somebody who can log in. {@link #toString()} has nothing of it.
 *
 * @param subject the claim {@code sub}
 * @param username what is typed, and the claim {@code preferred_username}
 * @param password what is typed
 * @param name the claim {@code name}
 */
public record IdpUser(String subject, String username, String password, String name) {
    /** {@inheritDoc} */
    public IdpUser {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(name, "name");
    }

    /** {@return nothing about the person} */
    @Override
    public String toString() {
        return "IdpUser";
    }
}
