package dev.e2ei.testkit;

import dev.e2ei.testkit.backend.BackendKeys;
import dev.e2ei.testkit.backend.WireBackendServer;
import dev.e2ei.testkit.ca.AcmeServer;
import dev.e2ei.testkit.ca.AcmeSettings;
import dev.e2ei.testkit.ca.CaProfile;
import dev.e2ei.testkit.ca.CrlHost;
import dev.e2ei.testkit.ca.Federation;
import dev.e2ei.testkit.ca.RevocationList;
import dev.e2ei.testkit.ca.TestCertificateAuthority;
import dev.e2ei.testkit.fault.Faults;
import dev.e2ei.testkit.http.KitEnvironment;
import dev.e2ei.testkit.http.TlsAuthority;
import dev.e2ei.testkit.idp.IdentityProviderServer;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The servers of a stack, wired to each other. */
final class StackServers implements AutoCloseable {
    private static final String OAUTH_CLIENT = "wireapp";

    private final TlsAuthority tls;
    private final Federation federation;
    private final CrlHost crlHost;
    private final TestCertificateAuthority authority;
    private final RevocationList revocations;
    private final IdentityProviderServer idp;
    private final WireBackendServer backend;
    private final AcmeServer acme;

    /**
     * Starts servers.
     *
     * @param federation whose root is theirs too; they join it
     */
    StackServers(
            String domain,
            Set<StackOption> options,
            ManualClock clock,
            Faults faults,
            TlsAuthority tls,
            Federation federation) {
        this.tls = tls;
        this.federation = federation;
        KitEnvironment environment = new KitEnvironment(clock, clock, faults);
        crlHost = new CrlHost(environment);
        authority = authority(profile(domain, options), clock.instant());
        revocations = new RevocationList(authority);
        crlHost.serve(revocations);
        federation.join(authority, crlHost.address(), revocations);
        idp = new IdentityProviderServer(OAUTH_CLIENT, idTokenAlgorithm(options), tls, environment);
        backend = new WireBackendServer(domain, backendKeys(options), Optional.of(tls), environment);
        acme = new AcmeServer(authority, revocations, federation, settings(domain, options), tls, environment);
    }

    private CaProfile profile(String domain, Set<StackOption> options) {
        CaProfile profile =
                CaProfile.of(domain).withCrlInIntermediate(options.contains(StackOption.CRL_IN_INTERMEDIATE));
        return options.contains(StackOption.NO_CRL) ? profile : profile.withCrl(crlHost.address());
    }

    private TestCertificateAuthority authority(CaProfile profile, Instant now) {
        return federation
                .founder()
                .map(founder -> founder.sibling(profile, now))
                .orElseGet(() -> TestCertificateAuthority.create(profile, now));
    }

    private static JwsAlgorithm idTokenAlgorithm(Set<StackOption> options) {
        if (options.contains(StackOption.RSA_ID_TOKENS)) {
            return JwsAlgorithm.RS256;
        }
        return options.contains(StackOption.EDDSA_ID_TOKENS) ? JwsAlgorithm.EDDSA : JwsAlgorithm.ES256;
    }

    private static BackendKeys backendKeys(Set<StackOption> options) {
        if (options.contains(StackOption.STOCK_BACKEND_KEY)) {
            return BackendKeys.stock();
        }
        return options.contains(StackOption.BACKEND_KEY_FOR_EACH_ALGORITHM)
                ? BackendKeys.eachAlgorithm()
                : BackendKeys.alwaysP256();
    }

    private AcmeSettings settings(String domain, Set<StackOption> options) {
        String query = options.contains(StackOption.CLIENT_ID_IN_OIDC_TARGET) ? "?client_id=" + OAUTH_CLIENT : "";
        return new AcmeSettings(
                "https://" + domain + "/clients/{{.DeviceID}}/access-token",
                backend.keys().publicKeys(),
                idp.issuer(),
                idp.issuer() + query,
                OAUTH_CLIENT,
                tls.clientContext());
    }

    TlsAuthority tls() {
        return tls;
    }

    Federation federation() {
        return federation;
    }

    TestCertificateAuthority authority() {
        return authority;
    }

    RevocationList revocations() {
        return revocations;
    }

    URI crlAddress() {
        return crlHost.address();
    }

    IdentityProviderServer idp() {
        return idp;
    }

    WireBackendServer backend() {
        return backend;
    }

    AcmeServer acme() {
        return acme;
    }

    @Override
    public void close() {
        acme.close();
        backend.close();
        idp.close();
        crlHost.close();
    }
}
