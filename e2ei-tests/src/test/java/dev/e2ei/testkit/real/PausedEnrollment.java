package dev.e2ei.testkit.real;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.Secret;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.HttpWireBackend;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.Login;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.enrollment.OidcAuthenticator;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.testkit.FormBrowser;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * An enrollment in two halves: up to the login, and from there on. All that the second half has of the first are the
 * settings and the snapshot, both as files in a folder; so each half can be run in a process of its own.
 */
final class PausedEnrollment {
    private final Path folder;
    private final Properties settings = new Properties();

    /** Reads what {@link #write} has written. */
    PausedEnrollment(Path folder) {
        this.folder = folder;
        try (Reader in = Files.newBufferedReader(folder.resolve("settings"))) {
            settings.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PausedEnrollment write(Path folder, RealStack stack, RealUser user, EnrollmentRequest request)
            throws IOException {
        Properties settings = new Properties();
        settings.setProperty("directory", stack.acmeDirectory().toString());
        settings.setProperty("root", stack.tlsRoots().get(0).hex());
        settings.setProperty("anchor", stack.trustAnchorPem());
        settings.setProperty("backend", stack.backend(user).base().toString());
        stack.backend(user).headers().get().forEach((name, value) -> settings.setProperty("header." + name, value));
        settings.setProperty("username", user.username(stack.domain()));
        settings.setProperty("password", user.password());
        settings.setProperty("client", request.clientId().toString());
        settings.setProperty("name", request.displayName());
        settings.setProperty("handle", request.handle().toString());
        request.team().ifPresent(team -> settings.setProperty("team", team));
        settings.setProperty("suite", request.ciphersuite().name());
        settings.setProperty("key", "5a".repeat(32));
        try (Writer out = Files.newBufferedWriter(folder.resolve("settings"))) {
            settings.store(out, null);
        }
        return new PausedEnrollment(folder);
    }

    public static void main(String[] args) throws IOException {
        PausedEnrollment enrollment = new PausedEnrollment(Path.of(args[1]));
        switch (args[0]) {
            case "begin" -> enrollment.begin();
            case "finish" -> enrollment.finish();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Everything before the login; leaves the snapshot that the listener was handed last. */
    void begin() throws IOException {
        AtomicReference<Bytes> snapshot = new AtomicReference<>(Bytes.EMPTY);
        OidcAuthenticator leaves = request -> {
            throw new UserActionRequiredException(
                    UserActionRequiredException.Reason.LOGIN_ABANDONED, "the program is closed here");
        };
        try (E2eiClient client = open();
                E2eiEnrollment enrollment = client.e2eiNewEnrollment(request())) {
            enrollment.acquire(hooks(leaves).withListener(new EnrollmentListener() {
                @Override
                public void checkpoint(Bytes sealed) {
                    snapshot.set(sealed);
                }
            }));
            throw new IllegalStateException("enrolled without a login");
        } catch (UserActionRequiredException paused) {
            Files.write(folder.resolve("snapshot"), snapshot.get().toByteArray());
        }
    }

    /** The login and all after it; leaves the chain. */
    void finish() throws IOException {
        Bytes snapshot = Bytes.of(Files.readAllBytes(folder.resolve("snapshot")));
        FormBrowser browser =
                FormBrowser.of(List.of(root()), settings.getProperty("username"), settings.getProperty("password"));
        try (E2eiClient client = open();
                E2eiEnrollment enrollment = client.e2eiResumeEnrollment(snapshot)) {
            IssuedCertificate issued = enrollment.acquire(hooks(LoopbackLogin.of(browser)));
            client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
            Files.writeString(folder.resolve("chain"), issued.chain().toPem());
        }
    }

    /** {@return the chain that the second half left} */
    String chain() throws IOException {
        return Files.readString(folder.resolve("chain"));
    }

    private E2eiClient open() {
        try (Secret key = Secret.take(Bytes.fromHex(settings.getProperty("key")).toByteArray())) {
            E2eiClient client = E2eiClient.builder()
                    .storageProvider("memory")
                    .databaseKey(key)
                    .tlsTrustAnchors(List.of(root()))
                    .open();
            client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(settings.getProperty("anchor")));
            return client;
        }
    }

    private Bytes root() {
        return Bytes.fromHex(settings.getProperty("root"));
    }

    private EnrollmentRequest request() {
        EnrollmentRequest.Builder builder = EnrollmentRequest.builder()
                .clientId(settings.getProperty("client"))
                .displayName(settings.getProperty("name"))
                .handle(settings.getProperty("handle"))
                .expiry(Duration.ofDays(30))
                .ciphersuite(Ciphersuite.valueOf(settings.getProperty("suite")))
                .acmeDirectory(URI.create(settings.getProperty("directory")));
        if (settings.containsKey("team")) {
            builder.team(settings.getProperty("team"));
        }
        return builder.build();
    }

    private EnrollmentHooks hooks(Login login) {
        Map<String, String> headers = settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith("header."))
                .collect(Collectors.toMap(name -> name.substring("header.".length()), settings::getProperty));
        return EnrollmentHooks.of(
                login, new HttpWireBackend(URI.create(settings.getProperty("backend")), () -> headers));
    }
}
