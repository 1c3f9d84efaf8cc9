package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.api.id.Domain;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Stacks of several domains")
class FederationTest extends RunningStack {
    private RawHttp http;
    private WireStack partner;
    private WireStack stranger;

    @BeforeEach
    void others() {
        http = new RawHttp(stack);
        partner = stack.federate(Domain.parse("partner.example"));
        stranger = stack.foreign(Domain.parse("stranger.example"));
    }

    @Test
    @DisplayName("enroll their users by their own intermediates, under one root or another")
    void users() throws Exception {
        X509Certificate home = issuer(stack);
        X509Certificate second = issuer(partner);
        X509Certificate foreign = issuer(stranger);
        assertEquals(stack.trustAnchorPem(), partner.trustAnchorPem());
        assertNotEquals(stack.trustAnchorPem(), stranger.trustAnchorPem());
        assertEquals(home.getIssuerX500Principal(), second.getIssuerX500Principal());
        assertNotEquals(home.getPublicKey(), second.getPublicKey());
        assertTrue(second.getSubjectX500Principal().getName().contains("O=partner.example"));
        assertTrue(foreign.getSubjectX500Principal().getName().contains("O=stranger.example"));
        assertTrue(foreign.getIssuerX500Principal().getName().contains("O=stranger.example"));
    }

    private X509Certificate issuer(WireStack where) throws Exception {
        RawDevice device =
                new RawDevice(where, where.user("somebody", "Somebody"), JwsAlgorithm.ES256, new RawHttp(where));
        return WireStackRawTest.parse(device.enroll(SigningKey.generate(JwsAlgorithm.EDDSA)))
                .get(1);
    }

    @Test
    @DisplayName("list the root and all their intermediates, a foreign one's aside")
    void federation() {
        List<String> expected = List.of(stack.trustAnchorPem(), stack.intermediatePem(), partner.intermediatePem());
        assertEquals(expected, certificates(stack));
        assertEquals(expected, certificates(partner));
        assertEquals(List.of(stranger.trustAnchorPem(), stranger.intermediatePem()), certificates(stranger));
        assertEquals(
                3,
                List.of(stack, partner, stranger).stream()
                        .mapToInt(where -> where.faults().requests(FaultPlace.FEDERATION))
                        .sum());
    }

    private List<String> certificates(WireStack where) {
        JsonNode listed =
                http.get(where.acmeDirectory().resolve("/federation")).json().path("crts");
        List<String> texts = new ArrayList<>();
        listed.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    @DisplayName("have a revocation list each, and a proxy for those of all")
    void lists() {
        assertNotEquals(stack.crlUrl().getPort(), partner.crlUrl().getPort());
        assertNotEquals(stack.crl(), partner.crl());
        for (WireStack member : List.of(stack, partner)) {
            String direct = http.get(member.crlUrl()).body();
            assertEquals(direct, http.get(proxied(member)).body());
        }
        assertEquals(404, http.get(proxied(stranger)).status());
        assertEquals(3, stack.faults().requests(FaultPlace.CRL_PROXY));
    }

    private URI proxied(WireStack member) {
        return URI.create(stack.crlProxy() + "/" + member.crlUrl().getRawAuthority());
    }
}
