package dev.e2ei.acme.flow;

import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.model.Challenge;
import dev.e2ei.acme.model.ChallengeType;
import dev.e2ei.acme.model.Directory;
import dev.e2ei.acme.model.Origin;
import dev.e2ei.api.Bytes;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A state as JSON, for snapshots. Reading applies the rules that held when the parts came from the server. */
final class StateDocument {
    private StateDocument() {}

    static JsonObject write(EnrollmentState state) {
        JsonObject.Builder out = JsonObject.builder().put("at", state.getClass().getSimpleName());
        if (state instanceof AwaitingAccount at) {
            out.put("directory", directory(at.directory()));
        }
        AccountAddress.of(state)
                .ifPresent(at -> out.put("directory", directory(at.directory()))
                        .put("account", at.account().toString()));
        state.openOrder().ifPresent(order -> out.put("order", order(order)));
        if (state instanceof Authorizing at) {
            at.device().ifPresent(device -> out.put("device", authorization(device)));
            at.user().ifPresent(user -> out.put("user", authorization(user)));
        } else if (state instanceof AwaitingCertificate at) {
            out.put("certificate", at.certificate().toString());
        } else if (state instanceof Issued at) {
            out.put("chain", at.pem().utf8());
        }
        return out.build();
    }

    static EnrollmentState read(JsonObject in) {
        String at = in.text("at");
        if (at.equals("AwaitingDirectory")) {
            return new AwaitingDirectory();
        }
        Directory directory = Directory.parse(in.object("directory"), Optional.empty());
        Origin origin = directory.origin();
        if (at.equals("AwaitingAccount")) {
            return new AwaitingAccount(directory);
        }
        URI account = origin.url(in, "account");
        return switch (at) {
            case "AwaitingOrder" -> new AwaitingOrder(directory, account);
            case "Authorizing" ->
                new Authorizing(
                        directory,
                        account,
                        order(in, origin),
                        authorization(in, "device", ChallengeType.WIRE_DPOP_01, origin),
                        authorization(in, "user", ChallengeType.WIRE_OIDC_01, origin));
            case "AwaitingReady" -> new AwaitingReady(directory, account, order(in, origin));
            case "AwaitingFinalization" -> new AwaitingFinalization(directory, account, order(in, origin));
            case "AwaitingCertificate" -> new AwaitingCertificate(directory, account, origin.url(in, "certificate"));
            case "Issued" -> new Issued(directory, account, Bytes.ofUtf8(in.text("chain")));
            default -> throw new JsonException("the state is unknown");
        };
    }

    private static JsonObject directory(Directory directory) {
        return JsonObject.builder()
                .put("newNonce", directory.newNonce().toString())
                .put("newAccount", directory.newAccount().toString())
                .put("newOrder", directory.newOrder().toString())
                .put("revokeCert", directory.revokeCert().toString())
                .build();
    }

    private static JsonObject order(OrderReference order) {
        JsonObject.Builder out = JsonObject.builder();
        order.url().ifPresent(url -> out.put("url", url.toString()));
        order.expires().ifPresent(expires -> out.put("expires", expires.toString()));
        return out.put("finalize", order.finalizeUrl().toString())
                .put(
                        "authorizations",
                        JsonArray.ofTexts(order.authorizations().stream()
                                .map(URI::toString)
                                .toList()))
                .build();
    }

    private static OrderReference order(JsonObject state, Origin origin) {
        JsonObject in = state.object("order");
        return new OrderReference(
                in.optionalText("url").map(text -> origin.url("member \"url\"", text)),
                origin.url(in, "finalize"),
                in.array("authorizations").texts("authorizations").stream()
                        .map(text -> origin.url("member \"authorizations\"", text))
                        .toList(),
                in.optionalText("expires").map(StateDocument::instant));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new JsonException("member \"expires\" is not an instant");
        }
    }

    private static JsonObject authorization(OpenAuthorization authorization) {
        JsonObject.Builder out = JsonObject.builder();
        authorization.url().ifPresent(url -> out.put("url", url.toString()));
        return out.put("valid", authorization.valid())
                .put("challenge", challenge(authorization.challenge()))
                .build();
    }

    // not the whole object: a server may have put anything into it, of any size
    private static JsonObject challenge(Challenge challenge) {
        return JsonObject.builder()
                .put("type", challenge.type().text())
                .put("url", challenge.url().toString())
                .put("token", challenge.token())
                .put("target", challenge.target())
                .build();
    }

    private static Optional<OpenAuthorization> authorization(
            JsonObject state, String member, ChallengeType type, Origin origin) {
        return state.optionalObject(member)
                .map(in -> new OpenAuthorization(
                        in.optionalText("url").map(text -> origin.url("member \"url\"", text)),
                        Challenge.parse(in.object("challenge"), type, origin),
                        in.optionalBool("valid").orElse(false)));
    }
}
