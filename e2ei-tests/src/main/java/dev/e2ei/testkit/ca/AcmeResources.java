package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Addresses and JSON of the server's objects, members in step-ca's order. */
record AcmeResources(String base) {
    ObjectNode directory() {
        return Json.object()
                .put("newNonce", base + "/new-nonce")
                .put("newAccount", base + "/new-account")
                .put("newOrder", base + "/new-order")
                .put("revokeCert", base + "/revoke-cert")
                .put("keyChange", base + "/key-change");
    }

    String accountPrefix() {
        return base + "/account/";
    }

    String url(Account account) {
        return accountPrefix() + account.id;
    }

    String url(Order order) {
        return base + "/order/" + order.id;
    }

    String url(Authorization authorization) {
        return base + "/authz/" + authorization.id;
    }

    String challengeUrl(Authorization authorization) {
        return base + "/challenge/" + authorization.id + "/" + authorization.challenge.id;
    }

    String indexLink() {
        return "<" + base + "/directory>;rel=\"index\"";
    }

    String upLink(Authorization authorization) {
        return "<" + url(authorization) + ">;rel=\"up\"";
    }

    ObjectNode json(Account account) {
        ObjectNode json = Json.object();
        json.set("contact", account.contact);
        return json.put("status", account.status()).put("orders", url(account) + "/orders");
    }

    ObjectNode json(Order order, Instant now) {
        ObjectNode json = Json.object()
                .put("id", order.id)
                .put("status", order.status(now))
                .put("expires", seconds(order.expires));
        json.set("identifiers", order.identifiers);
        json.put("notBefore", goTime(order.notBefore)).put("notAfter", goTime(order.notAfter));
        ArrayNode authorizations = json.putArray("authorizations");
        order.authorizations.forEach(authorization -> authorizations.add(url(authorization)));
        json.put("finalize", url(order) + "/finalize");
        order.issued.ifPresent(leaf -> json.put("certificate", base + "/certificate/" + leaf.id()));
        return json;
    }

    ObjectNode json(Authorization authorization) {
        ObjectNode json = Json.object();
        json.set("identifier", authorization.identifier);
        json.put("status", authorization.status());
        json.putArray("challenges").add(challenge(authorization));
        return json.put("wildcard", false).put("expires", seconds(authorization.order.expires));
    }

    ObjectNode challenge(Authorization authorization) {
        Challenge challenge = authorization.challenge;
        ObjectNode json = Json.object()
                .put("type", challenge.type)
                .put("status", challenge.status)
                .put("token", challenge.token);
        challenge.validated.ifPresent(when -> json.put("validated", seconds(when)));
        json.put("url", challengeUrl(authorization)).put("target", challenge.target);
        challenge.error.ifPresent(error -> json.set("error", error));
        return json;
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** RFC 3339 with as many digits of the second as there are, the way Go writes it. */
    static String goTime(Instant instant) {
        String text = instant.toString();
        return text.contains(".") ? text.replaceFirst("0+Z$", "Z") : text;
    }
}
