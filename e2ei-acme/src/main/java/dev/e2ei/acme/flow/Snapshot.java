package dev.e2ei.acme.flow;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.error.SnapshotRejectedException;
import dev.e2ei.spi.enrollment.EnrollmentContext;
import java.util.Arrays;
import java.util.Optional;

/**
 * An enrollment as octets: one for the version of the format, then JSON. It has no key, but it is bound to the account's
 * key and to the client, so that the engine cannot put it together with another enrollment's.
 */
final class Snapshot {
    private static final byte VERSION = 1;

    private Snapshot() {}

    static byte[] encode(Progress progress, EnrollmentContext context) {
        JsonObject.Builder document = JsonObject.builder()
                .put("client", context.request().clientId().toString())
                .put("accountKey", context.keys().accountThumbprint())
                .put("state", StateDocument.write(progress.state()));
        progress.nonces().next().ifPresent(nonce -> document.put("nonce", nonce));
        byte[] json = Json.write(document.build());
        byte[] snapshot = new byte[json.length + 1];
        snapshot[0] = VERSION;
        System.arraycopy(json, 0, snapshot, 1, json.length);
        return snapshot;
    }

    static Progress decode(byte[] snapshot, EnrollmentContext context) {
        if (snapshot.length == 0) {
            throw rejected(SnapshotRejectedException.Reason.NOT_OPENED, "the snapshot is empty");
        }
        if (snapshot[0] != VERSION) {
            throw rejected(
                    SnapshotRejectedException.Reason.UNSUPPORTED_FORMAT,
                    "the snapshot has format " + (snapshot[0] & 0xff) + ", this version reads " + VERSION);
        }
        try {
            JsonObject document = Json.parseObject(Arrays.copyOfRange(snapshot, 1, snapshot.length));
            requireSameOwner(document, context);
            EnrollmentState state = StateDocument.read(document.object("state"));
            requireOrderAlive(state, context);
            Optional<String> nonce = document.optionalText("nonce");
            return new Progress(state, nonce);
        } catch (JsonException malformed) {
            throw rejected(
                    SnapshotRejectedException.Reason.NOT_OPENED, "the snapshot is damaged: " + malformed.getMessage());
        }
    }

    private static void requireSameOwner(JsonObject document, EnrollmentContext context) {
        if (!document.text("client").equals(context.request().clientId().toString())) {
            throw rejected(
                    SnapshotRejectedException.Reason.OTHER_CLIENT, "the snapshot is of another client's enrollment");
        }
        if (!document.text("accountKey").equals(context.keys().accountThumbprint())) {
            throw rejected(
                    SnapshotRejectedException.Reason.NOT_OPENED,
                    "the snapshot and the keys are not of the same enrollment");
        }
    }

    private static void requireOrderAlive(EnrollmentState state, EnrollmentContext context) {
        if (state.openOrder()
                .filter(order -> order.expired(context.clock().instant()))
                .isPresent()) {
            throw rejected(
                    SnapshotRejectedException.Reason.EXPIRED,
                    "the order behind the snapshot has expired; begin a new enrollment");
        }
    }

    private static SnapshotRejectedException rejected(SnapshotRejectedException.Reason reason, String message) {
        return new SnapshotRejectedException(reason, message);
    }
}
