package dev.e2ei.acme.oidc;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.acme.http.JdkHttpTransportProvider;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A loopback login at an identity provider of our own: what the tests of it share. */
@Timeout(60)
abstract class OidcLoginFixture {
    static final String KEYAUTH = "token.thumbprint";

    static final URI CHALLENGE = URI.create("https://ca.example/acme/wire/challenge/1/2");

    final AcmeTransport transport =
            new JdkHttpTransportProvider().open(new TransportConfig(List.of(), ElapsedTime.SYSTEM));

    final SecureRandom random = new SecureRandom();

    final TestBrowser browser = new TestBrowser();

    TestIdentityProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = new TestIdentityProvider();
    }

    @AfterEach
    void stop() {
        provider.close();
        transport.close();
    }

    OidcAuthenticationRequest request() {
        return OidcTarget.parse(provider.issuer()).request(KEYAUTH, CHALLENGE);
    }

    String logIn(LoopbackLogin login, OidcAuthenticationRequest request) {
        return new OidcLogin(
                        transport,
                        length -> {
                            byte[] octets = new byte[length];
                            random.nextBytes(octets);
                            return octets;
                        },
                        InstantSource.system(),
                        ElapsedTime.SYSTEM)
                .idToken(login, request);
    }

    String logIn() {
        return logIn(LoopbackLogin.of(browser), request());
    }

    final <E extends E2eiException> E refused(Class<E> type) {
        return assertThrows(type, this::logIn);
    }

    static void assertListenerIsGone(TestBrowser browser, URI redirect) {
        assertThrows(ConnectException.class, () -> browser.send("GET", redirect));
    }
}
