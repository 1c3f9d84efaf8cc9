package dev.e2ei.testkit;

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
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.Handle;
import dev.e2ei.api.id.UserId;
import dev.e2ei.api.identity.X509Identity;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.testkit.backend.BackendUser;
import dev.e2ei.testkit.ca.Federation;
import dev.e2ei.testkit.fault.Faults;
import dev.e2ei.testkit.http.TlsAuthority;
import dev.e2ei.testkit.idp.IdpUser;
import dev.e2ei.testkit.jose.FreshValues;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Wire deployment in this process: CA with ACME and revocation list, identity provider, backend; each on a free port of
 * the loopback interface, over TLS. It starts in a fraction of a second, and {@link #close} frees ports and threads.
 *
 * <p>A device enrolls in three lines:
 *
 * <pre>{@code
 * try (var stack = WireStack.start()) {
 *     var alice = stack.user("alice_wire", "Alice Smith");
 *     var enrollment = stack.openClient().e2eiNewEnrollment(stack.request(alice, Ciphersuite.ofId(2).orElseThrow()));
 *     var certificate = enrollment.acquire(stack.hooks(alice));
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. The clients that {@link #openClient} opened are closed with the stack.
 */
public final class WireStack implements AutoCloseable {
    private static final String TEAM = "c3b1c1de-0000-4000-8000-000000000001";
    private static final int CESSATION_OF_OPERATION = 5;
    private static final Duration EXPIRY = Duration.ofDays(90);

    private static final Domain HOME = Domain.parse("wire.example");

    private final Domain domain;
    private final Set<StackOption> options;
    private final ManualClock clock;
    private final Faults faults = new Faults();
    private final StackServers servers;
    private final ClosedTogether owned = new ClosedTogether();

    private WireStack(
            Domain domain, Set<StackOption> options, ManualClock clock, TlsAuthority tls, Federation federation) {
        this.domain = domain;
        this.options = options;
        this.clock = clock;
        servers = new StackServers(domain.toString(), options, clock, faults, tls, federation);
    }

    /**
     * Starts a stack.
     *
     * @param options how it differs from the usual one
     * @return the running stack, to be closed
     */
    public static WireStack start(StackOption... options) {
        Set<StackOption> set = EnumSet.noneOf(StackOption.class);
        set.addAll(List.of(options));
        ManualClock clock = set.contains(StackOption.TICKING_CLOCK) ? ManualClock.ticking() : ManualClock.stopped();
        return new WireStack(HOME, set, clock, new TlsAuthority(), new Federation());
    }

    /**
     * Starts the deployment of another domain that this one trusts: its members' certificates come from an intermediate
     * of its own under the same root, and {@code /federation} of both lists both. It has the same clock, the same TLS
     * roots, its own users and faults, and is closed with this stack.
     *
     * @param other the other domain
     * @return the other deployment
     */
    public WireStack federate(Domain other) {
        return owned.keep(new WireStack(other, options, clock, servers.tls(), servers.federation()), WireStack::close);
    }

    /**
     * Starts the deployment of a domain that this one does not know: with a root of its own. It has the same clock, the
     * same TLS roots, its own users and faults, and is closed with this stack.
     *
     * @param other the other domain
     * @return the other deployment
     */
    public WireStack foreign(Domain other) {
        return owned.keep(new WireStack(other, options, clock, servers.tls(), new Federation()), WireStack::close);
    }

    /** {@return the domain of its users; {@code wire.example} for the one that was started first} */
    public Domain domain() {
        return domain;
    }

    /** {@return the address of the ACME directory} */
    public URI acmeDirectory() {
        return servers.acme().directory();
    }

    /** {@return the issuer of id tokens} */
    public URI issuer() {
        return servers.idp().issuer();
    }

    /** {@return the address of the backend, version included} */
    public URI backend() {
        return servers.backend().base();
    }

    /** {@return the roots in DER by which all its servers are checked} */
    public List<Bytes> tlsRoots() {
        return List.of(servers.tls().root());
    }

    /** {@return the root of its members' certificates, as PEM} */
    public String trustAnchorPem() {
        return servers.authority().rootPem();
    }

    /** {@return the intermediate that issues its members' certificates, as PEM} */
    public String intermediatePem() {
        return servers.authority().intermediatePem();
    }

    /** {@return the distribution point that leaves name, over plain http} */
    public URI crlUrl() {
        return servers.crlAddress();
    }

    /** {@return the beginning of the addresses at which the ACME server hands out the lists of all federated domains} */
    public URI crlProxy() {
        return servers.acme().crlProxy();
    }

    /** {@return where its clients find root, federated domains and revocation lists; the lists at their own hosts} */
    public TrustSourceConfig trustSource() {
        return TrustSourceConfig.of(acmeDirectory()).withPrivateAddressesAllowed(true);
    }

    /**
     * Revokes a certificate, as an administrator would.
     *
     * @param identity whose certificate; it was issued here
     * @return whether it was not revoked before
     */
    public boolean revoke(X509Identity identity) {
        return servers.revocations()
                .revoke(new BigInteger(identity.serialNumber(), 16), CESSATION_OF_OPERATION, clock.instant());
    }

    /** {@return the revocation list in force, in DER} */
    public Bytes crl() {
        return servers.revocations().current(clock.instant());
    }

    /** {@return the clock of all its servers and clients} */
    public ManualClock clock() {
        return clock;
    }

    /** {@return what goes wrong; nothing at first} */
    public Faults faults() {
        return faults;
    }

    /** {@return how many certificates its CA has issued} */
    public int issuedCertificates() {
        return servers.acme().issuedCount();
    }

    /**
     * Makes a user of a team, with an account at the backend and the identity provider.
     *
     * @param handle the bare handle, which is to be new
     * @param displayName the display name: any
     * @return the user
     */
    public StackUser user(String handle, String displayName) {
        UserId id = new UserId(FreshValues.uuid(), domain);
        Handle qualified = new Handle(handle, domain);
        String password = FreshValues.base64Url(12);
        String token =
                servers.backend().add(new BackendUser(id, Optional.of(qualified), displayName, Optional.of(TEAM)));
        servers.idp().add(new IdpUser(id.uuid().toString(), qualified.toString(), password, displayName));
        return new StackUser(id, qualified, displayName, password, TEAM, token);
    }

    /**
     * What a new device of a user asks for: a certificate for 90 days.
     *
     * @param user whose device it is
     * @param ciphersuite the suite
     * @return the request
     */
    public EnrollmentRequest request(StackUser user, Ciphersuite ciphersuite) {
        return request(user, user.newDevice(), ciphersuite);
    }

    /**
     * What a device of a user asks for: a certificate for 90 days.
     *
     * @param user whose device it is
     * @param device the device
     * @param ciphersuite the suite
     * @return the request
     */
    public EnrollmentRequest request(StackUser user, ClientId device, Ciphersuite ciphersuite) {
        return EnrollmentRequest.builder()
                .clientId(device)
                .displayName(user.displayName())
                .handle(user.handle().toString())
                .team(user.team())
                .expiry(EXPIRY)
                .ciphersuite(ciphersuite)
                .acmeDirectory(acmeDirectory())
                .build();
    }

    /**
     * A browser before which a user sits.
     *
     * @param user who logs in
     * @return the browser
     */
    public FormBrowser browser(StackUser user) {
        return FormBrowser.of(tlsRoots(), user.username(), user.password());
    }

    /**
     * What an enrollment needs of the host: a login by {@link #browser}, and the stack's backend.
     *
     * @param user who enrolls
     * @return the hooks
     */
    public EnrollmentHooks hooks(StackUser user) {
        return hooks(user, browser(user));
    }

    /**
     * The same with another browser.
     *
     * @param user who enrolls
     * @param browser who logs in
     * @return the hooks
     */
    public EnrollmentHooks hooks(StackUser user, FormBrowser browser) {
        return EnrollmentHooks.of(
                LoopbackLogin.of(browser),
                new HttpWireBackend(backend(), () -> Map.of("Authorization", "Bearer " + user.bearerToken())));
    }

    /**
     * The settings of {@link #openClient}, for a client that differs in some: store in memory, random key, the stack's
     * clock and TLS roots. No trust anchor is registered yet.
     *
     * @return a builder
     */
    public E2eiClientBuilder clientBuilder() {
        try (Secret key = Secret.take(FreshValues.octets(32))) {
            return E2eiClient.builder()
                    .storageProvider("memory")
                    .databaseKey(key)
                    .tlsTrustAnchors(tlsRoots())
                    .clock(clock)
                    .elapsedTime(clock);
        }
    }

    /**
     * Opens a client that trusts the stack's CA. The stack closes it.
     *
     * @return the client
     */
    public E2eiClient openClient() {
        E2eiClient client = owned.keep(clientBuilder().open(), E2eiClient::close);
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(trustAnchorPem()));
        return client;
    }

    /** Closes the clients, the deployments of other domains and the servers. */
    @Override
    public void close() {
        owned.close();
        servers.close();
    }
}
