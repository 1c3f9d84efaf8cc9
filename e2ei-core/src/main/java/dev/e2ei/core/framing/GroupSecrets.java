package dev.e2ei.core.framing;

import dev.e2ei.api.Secret;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.schedule.PreSharedKeyId;
import java.util.List;
import java.util.Optional;

/** GroupSecrets, RFC 9420, section 12.4.3.1: what somebody who is added learns. */
public final class GroupSecrets implements AutoCloseable {
    private static final TlsCodec<Secret> SECRET = TlsCodec.of((secret, out) -> out.secret(secret), in -> in.secret());

    /** The wire form. */
    public static final TlsCodec<GroupSecrets> CODEC = TlsCodec.of(
            (secrets, out) -> {
                out.secret(secrets.joiner);
                out.optional(SECRET, secrets.path);
                out.list(PreSharedKeyId.CODEC, secrets.psks);
            },
            in -> new GroupSecrets(
                    in.field("joiner_secret").secret(),
                    in.field("path_secret").optional(SECRET),
                    in.field("psks").list(PreSharedKeyId.CODEC)));

    private final Secret joiner;
    private final Optional<Secret> path;
    private final List<PreSharedKeyId> psks;

    /**
     * The secrets.
     *
     * @param joiner joiner_secret, now this object's own
     * @param path path_secret, now this object's own; none where the commit had no path
     * @param psks the pre-shared keys of the commit in its order
     */
    public GroupSecrets(Secret joiner, Optional<Secret> path, List<PreSharedKeyId> psks) {
        this.joiner = joiner;
        this.path = path;
        this.psks = List.copyOf(psks);
    }

    /** {@return joiner_secret; closed with this object} */
    public Secret joiner() {
        return joiner;
    }

    /** {@return path_secret; closed with this object} */
    public Optional<Secret> path() {
        return path;
    }

    /** {@return the pre-shared keys of the commit in its order} */
    public List<PreSharedKeyId> psks() {
        return psks;
    }

    @Override
    public void close() {
        joiner.close();
        path.ifPresent(Secret::close);
    }

    @Override
    public String toString() {
        return "GroupSecrets[" + (path.isPresent() ? "with" : "without") + " path, " + psks.size() + " psks]";
    }
}
