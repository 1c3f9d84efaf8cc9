package dev.e2ei.tests.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.trust.TrustSource;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.FaultPlace;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trust source at the kit's servers")
class TrustSourceAtTheKitTest extends SourceAtTheKit {
    private static Bytes der(String pem) {
        return Bytes.of(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));
    }

    @Test
    @DisplayName("brings the root, and the intermediates of all federated domains with the root among them")
    void certificates() {
        Bytes root = der(stack.trustAnchorPem());
        assertEquals(List.of(root), octets(source().roots()));
        assertEquals(
                List.of(root, der(stack.intermediatePem()), der(partner.intermediatePem())),
                octets(source().federation()));
    }

    @Test
    @DisplayName("brings each domain's list, from its own host or through the proxy")
    void lists() {
        for (WireStack member : List.of(stack, partner)) {
            assertEquals(member.crl(), list(source(), member.crlUrl()));
            assertEquals(member.crl(), list(proxied(), member.crlUrl()));
        }
        assertEquals(1, stack.faults().requests(FaultPlace.CRL));
        assertEquals(1, partner.faults().requests(FaultPlace.CRL));
        assertEquals(2, stack.faults().requests(FaultPlace.CRL_PROXY));
    }

    @Test
    @DisplayName("keeps away from private addresses unless the host allows them; the proxy is the host's own choice")
    void privateAddresses() {
        TrustSource careful = source(stack.trustSource().withPrivateAddressesAllowed(false));
        assertEquals(
                ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                assertThrows(TransportException.class, () -> list(careful, stack.crlUrl()))
                        .code());
        assertEquals(
                ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                assertThrows(
                                TransportException.class,
                                () -> list(careful, stack.acmeDirectory().resolve("/crl")))
                        .code());
        assertEquals(0, stack.faults().requests(FaultPlace.CRL));
        TrustSource throughProxy =
                source(stack.trustSource().withPrivateAddressesAllowed(false).withCrlProxy(stack.crlProxy()));
        assertEquals(stack.crl(), list(throughProxy, stack.crlUrl()));
    }

    @Test
    @DisplayName("brings a list over https too")
    void overTls() {
        assertEquals(stack.crl(), list(source(), stack.acmeDirectory().resolve("/1.0/crl")));
    }
}
