package dev.e2ei.testkit.real;

import dev.e2ei.api.id.Domain;

/**
 * A person known to the identity provider. The display name is first and last name with a blank between.
 *
 * @param handle the handle, without domain
 * @param firstName the first name
 * @param lastName the last name
 * @param password what the person types
 */
record RealUser(String handle, String firstName, String lastName, String password) {
    String displayName() {
        return firstName + " " + lastName;
    }

    /** {@return the name under which the person logs in, from which the CA makes the handle's URI} */
    String username(Domain domain) {
        return handle + "@" + domain;
    }

    /** {@return the handle only} */
    @Override
    public String toString() {
        return "RealUser[" + handle + "]";
    }
}
