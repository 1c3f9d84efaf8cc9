package dev.e2ei.testkit.backend;

import dev.e2ei.api.id.Handle;
import dev.e2ei.api.id.UserId;
import java.util.Objects;
import java.util.Optional;

/**
 * A user of the backend. {@link #toString()} has nothing of it.
 *
 * @param id the user's id
 * @param handle the handle; empty where none was chosen
 * @param name the display name
 * @param team the team's id; empty where the user belongs to none
 */
public record BackendUser(UserId id, Optional<Handle> handle, String name, Optional<String> team) {
    /** {@inheritDoc} */
    public BackendUser {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(team, "team");
    }

    /** {@return nothing about the person} */
    @Override
    public String toString() {
        return "BackendUser";
    }
}
