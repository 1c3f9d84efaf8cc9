package dev.e2ei.core.secret;

import dev.e2ei.api.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Wipes everything that was put under its care when it is closed, whatever happens in between. For one thread. */
public final class SecretScope implements AutoCloseable {
    private final List<byte[]> arrays = new ArrayList<>();
    private final List<Secret> secrets = new ArrayList<>();

    /**
     * Takes care of an array.
     *
     * @param octets the array itself; zeroed when this scope closes
     * @return the same array
     */
    public byte[] keep(byte[] octets) {
        arrays.add(octets);
        return octets;
    }

    /**
     * Takes care of a secret.
     *
     * @param secret the secret; closed with this scope
     * @return the same secret
     */
    public Secret keep(Secret secret) {
        secrets.add(secret);
        return secret;
    }

    @Override
    public void close() {
        arrays.forEach(octets -> Arrays.fill(octets, (byte) 0));
        secrets.forEach(Secret::close);
        arrays.clear();
        secrets.clear();
    }
}
