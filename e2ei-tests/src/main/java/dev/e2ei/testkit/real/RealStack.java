package dev.e2ei.testkit.real;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiClientBuilder;
import dev.e2ei.api.Secret;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.HttpWireBackend;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.DeviceId;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.testkit.FormBrowser;
import dev.e2ei.testkit.backend.BackendKeys;
import dev.e2ei.testkit.backend.WireBackendServer;
import dev.e2ei.testkit.ca.CaProfile;
import dev.e2ei.testkit.ca.TestCertificateAuthority;
import dev.e2ei.testkit.http.KitEnvironment;
import dev.e2ei.testkit.http.TrustedRoots;
import dev.e2ei.testkit.jose.FreshValues;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The servers of an enrollment, running: step-ca, Keycloak and the kit's backend, with people who can log in. Safe for
 * use by several threads.
 */
public final class RealStack implements AutoCloseable {
    private static final Domain DOMAIN = Domain.parse("wire.example");
    private static final Duration EXPIRY = Duration.ofDays(90);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final RunningServers servers;
    private final RealParts parts;
    private final TestCertificateAuthority authority;
    private final HttpClient http;
    private final StepCa stepCa;
    private final Keycloak keycloak;
    private final WireBackendServer backend;
    private final RealPeople people;

    private RealStack(RunningServers servers, RealParts parts, InstantSource clock) {
        this.servers = servers;
        this.parts = parts;
        Path keycloakFolder = servers.folder("keycloak");
        keycloak = servers.start(() -> Keycloak.start(parts, keycloakFolder, FreshValues.base64Url(12)));
        backend = servers.start(() -> new WireBackendServer(
                DOMAIN.toString(), BackendKeys.alwaysP256(), Optional.empty(), KitEnvironment.system()));
        StepCaConfig config = stepCaConfig("step-ca");
        authority = TestCertificateAuthority.create(CaProfile.of(DOMAIN.toString()), clock.instant());
        stepCa = servers.start(() -> StepCa.start(parts, config, authority));
        http = HttpClient.newBuilder()
                .sslContext(TrustedRoots.context(tlsRoots()))
                .connectTimeout(DEADLINE)
                .build();
        people = new RealPeople(DOMAIN, http, keycloak, backend);
    }

    /** The same people and the same root, with a step-ca that knows itself as Wire's does. */
    private RealStack(RealStack other, InstantSource clock) {
        servers = other.servers;
        parts = other.parts;
        keycloak = other.keycloak;
        backend = other.backend;
        http = other.http;
        people = other.people;
        StepCaConfig config = stepCaConfig("step-ca-of-wire");
        authority = other.authority.sibling(
                CaProfile.of(DOMAIN.toString()).withCrl(config.crl()).withCrlInIntermediate(true), clock.instant());
        stepCa = servers.start(() -> StepCa.start(parts, config, authority));
    }

    private StepCaConfig stepCaConfig(String folder) {
        return new StepCaConfig(
                servers.folder(folder),
                LoopbackPort.free(),
                LoopbackPort.free(),
                DOMAIN,
                keycloak.issuer(),
                backend.keys().publicKeyPem());
    }

    /**
     * Starts one more step-ca for the same people, under the same root: its intermediate names as its distribution point the
     * list that it signs itself, as in Wire's own set-up. It is ended with this stack.
     *
     * @return a stack with that step-ca in the place of this one's
     */
    RealStack withSelfNamingCa() {
        RealStack other = new RealStack(this, InstantSource.system());
        other.stepCa.awaitReady(http);
        return other;
    }

    /**
     * Starts all of it; that takes half a minute.
     *
     * @param users who can log in
     * @return the running servers
     * @throws IllegalStateException if a server is not installed or does not start, with what to do
     */
    public static RealStack start(RealUser... users) {
        RealParts parts = RealParts.locate();
        RunningServers servers = new RunningServers();
        try {
            RealStack stack = new RealStack(servers, parts, InstantSource.system());
            stack.stepCa.awaitReady(stack.http);
            stack.keycloak.awaitReady(stack.http);
            KeycloakAdmin.login(stack.http, stack.keycloak).setUpRealm();
            List.of(users).forEach(stack::addUser);
            return stack;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /**
     * Makes a person known to Keycloak and to the backend.
     *
     * @param user the person
     */
    public void addUser(RealUser user) {
        people.add(user);
    }

    /** {@return the domain} */
    public Domain domain() {
        return DOMAIN;
    }

    /** {@return the address of the ACME directory} */
    public URI acmeDirectory() {
        return stepCa.directory();
    }

    /** {@return where the revocation list is, as certificates name it} */
    public URI crlUrl() {
        return stepCa.crl();
    }

    /** {@return the identity provider's issuer} */
    public URI issuer() {
        return keycloak.issuer();
    }

    /** {@return the root in DER, which certifies the ACME server's TLS too} */
    public List<Bytes> tlsRoots() {
        return List.of(authority.root());
    }

    /** {@return the root as PEM} */
    public String trustAnchorPem() {
        return authority.rootPem();
    }

    /** {@return the intermediate that issues the certificates, as PEM} */
    public String intermediatePem() {
        return authority.intermediatePem();
    }

    /** {@return a client that has its own memory, trusts the root and has nothing else} */
    public E2eiClient openClient() {
        return openClient(InstantSource.system());
    }

    E2eiClient openClient(InstantSource clock) {
        E2eiClient client = clientBuilder().clock(clock).open();
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(trustAnchorPem()));
        return client;
    }

    /**
     * The settings of {@link #openClient()}, for a client that differs in some: store in memory, random key, the root for
     * TLS. No trust anchor is registered yet.
     *
     * @return a builder
     */
    public E2eiClientBuilder clientBuilder() {
        try (Secret key = Secret.take(FreshValues.octets(32))) {
            return E2eiClient.builder()
                    .storageProvider("memory")
                    .databaseKey(key)
                    .tlsTrustAnchors(tlsRoots());
        }
    }

    /** {@return where its clients find root and revocation list} */
    public TrustSourceConfig trustSource() {
        return TrustSourceConfig.of(acmeDirectory()).withPrivateAddressesAllowed(true);
    }

    /**
     * What a new device of a person asks for.
     *
     * @param user the person
     * @param suite the ciphersuite
     * @return the request
     */
    public EnrollmentRequest request(RealUser user, Ciphersuite suite) {
        var known = people.account(user).user();
        return EnrollmentRequest.builder()
                .clientId(new ClientId(
                        known.id(), new DeviceId(FreshValues.random().nextLong())))
                .displayName(known.name())
                .handle(user.handle())
                .team(known.team().orElseThrow())
                .expiry(EXPIRY)
                .ciphersuite(suite)
                .acmeDirectory(acmeDirectory())
                .build();
    }

    /**
     * A person who logs in, and the backend as that person.
     *
     * @param user the person
     * @return the hooks
     */
    public EnrollmentHooks hooks(RealUser user) {
        return EnrollmentHooks.of(login(user), backend(user));
    }

    LoopbackLogin login(RealUser user) {
        return LoopbackLogin.of(FormBrowser.of(tlsRoots(), user.username(DOMAIN), user.password()));
    }

    HttpWireBackend backend(RealUser user) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + people.account(user).bearer());
        return new HttpWireBackend(backend.base(), () -> headers);
    }

    /**
     * Downloads the revocation list.
     *
     * @return its DER
     * @throws IOException if it is not to be had
     * @throws InterruptedException if interrupted
     */
    public Bytes crl() throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(HttpRequest.newBuilder(crlUrl()).timeout(DEADLINE).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(crlUrl() + " answered " + response.statusCode());
        }
        return Bytes.of(response.body());
    }

    RealPeople people() {
        return people;
    }

    BackendKeys backendKeys() {
        return backend.keys();
    }

    String adminPassword() {
        return keycloak.adminPassword();
    }

    /** {@return an HTTP client that trusts the root} */
    HttpClient http() {
        return http;
    }

    /** Ends all processes and deletes what they wrote. Closing twice does nothing. */
    @Override
    public void close() {
        servers.close();
    }
}
