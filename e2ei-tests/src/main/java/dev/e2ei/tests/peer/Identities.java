package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.credential.NewCrlDistributionPoints;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.identity.X509Identity;

/** Identities and distribution points as the protocol has them. */
final class Identities {
    private Identities() {}

    static void write(WireIdentity identity, ObjectNode target) {
        target.put("clientId", identity.clientId().toString());
        target.put("status", identity.status().name());
        target.put("verdict", identity.verdict().name());
        target.put("thumbprint", identity.thumbprint().base64Url());
        target.put("credentialType", identity.credentialType().name());
        identity.x509Identity().ifPresent(certified -> write(certified, target.putObject("x509")));
    }

    private static void write(X509Identity certified, ObjectNode target) {
        target.put("handle", certified.handle().uri());
        target.put("displayName", certified.displayName());
        target.put("domain", certified.domain().toString());
        target.put("serialNumber", certified.serialNumber());
        target.put("notBefore", certified.notBefore().getEpochSecond());
        target.put("notAfter", certified.notAfter().getEpochSecond());
        target.put("certificate", certified.certificate());
    }

    static void write(Iterable<WireIdentity> identities, ArrayNode target) {
        identities.forEach(identity -> write(identity, target.addObject()));
    }

    static void writePoints(NewCrlDistributionPoints points, ObjectNode target) {
        ArrayNode list = target.putArray("newCrlDistributionPoints");
        points.forEach(point -> list.add(point.toString()));
    }
}
