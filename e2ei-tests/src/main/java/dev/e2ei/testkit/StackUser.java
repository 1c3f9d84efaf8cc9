package dev.e2ei.testkit;

import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.DeviceId;
import dev.e2ei.api.id.Handle;
import dev.e2ei.api.id.UserId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody with an account at the stack's backend and identity provider. {@link #toString()} shows the user id only.
 * Safe for use by several threads.
 */
public final class StackUser {
    private static final long FIRST_DEVICE = 0x1000;

    private final UserId id;
    private final Handle handle;
    private final String displayName;
    private final String password;
    private final String team;
    private final String bearerToken;
    private final AtomicLong devices = new AtomicLong(FIRST_DEVICE);

    StackUser(UserId id, Handle handle, String displayName, String password, String team, String bearerToken) {
        this.id = id;
        this.handle = handle;
        this.displayName = displayName;
        this.password = password;
        this.team = team;
        this.bearerToken = bearerToken;
    }

    /** {@return the user's id} */
    public UserId id() {
        return id;
    }

    /** {@return the user's handle} */
    public Handle handle() {
        return handle;
    }

    /** {@return the name that the certificate shows} */
    public String displayName() {
        return displayName;
    }

    /** {@return what the user types as user name: handle and domain} */
    public String username() {
        return handle.toString();
    }

    /** {@return what the user types as password} */
    public String password() {
        return password;
    }

    /** {@return the id of the user's team} */
    public String team() {
        return team;
    }

    /** {@return what authenticates the user at the backend} */
    public String bearerToken() {
        return bearerToken;
    }

    /** {@return one more device of this user} */
    public ClientId newDevice() {
        return new ClientId(id, new DeviceId(devices.getAndIncrement()));
    }

    @Override
    public String toString() {
        return "StackUser[" + id + "]";
    }
}
