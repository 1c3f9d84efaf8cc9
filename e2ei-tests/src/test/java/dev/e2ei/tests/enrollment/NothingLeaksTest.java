package dev.e2ei.tests.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.CertificateFlaw;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.KitServer;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TlsFlaw;
import dev.e2ei.testkit.fault.TokenFlaw;
import dev.e2ei.testkit.fault.TransferFlaw;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("No name, token or key is in logs, exceptions or toString")
@Timeout(60)
class NothingLeaksTest {
    private static final String NAME = "Planted Zyxwvut";
    private static final String HANDLE = "planted_handle_qponm";

    /** Tokens are not known beforehand; but whatever begins like a JWT, or has the form of a key authorization, is one. */
    private static final Map<String, Pattern> FORMS = Map.of(
            "a JWS", Pattern.compile("eyJ[A-Za-z0-9_-]{12,}"),
            "a key authorization", Pattern.compile("[A-Za-z0-9]{32}\\.[A-Za-z0-9_-]{43}"),
            "a private key", Pattern.compile("PRIVATE KEY|\"d\"\\s*:"));

    static Stream<Script> scripts() {
        return Stream.of(
                script("all is well", stack -> {}),
                script("a refused order", at(FaultPlace.NEW_ORDER, problem())),
                script("a refused order with subproblems", at(FaultPlace.NEW_ORDER, subproblems())),
                script("another order", member(FaultPlace.NEW_ORDER, "/identifiers/0/value", "\"{}\"")),
                script("another authorization", member(FaultPlace.AUTHORIZATION, "/identifier/value", "\"no\"")),
                script("a refused proof", at(FaultPlace.ACCESS_TOKEN, backend())),
                script("an odd access token", member(FaultPlace.ACCESS_TOKEN, "/token", "\"eyJhbGciOiJFUzI1NiJ9.x\"")),
                script("a wrong access token", at(FaultPlace.ACCESS_TOKEN, Misbehaviour.claim("chal", planted()))),
                script(
                        "a badly signed access token",
                        at(FaultPlace.ACCESS_TOKEN, Misbehaviour.tokenSignature(TokenFlaw.BIT_FLIPPED))),
                script("a wrong id token", at(FaultPlace.TOKEN, Misbehaviour.claim("keyauth", planted()))),
                script("an id token of somebody else", at(FaultPlace.TOKEN, Misbehaviour.claim("name", planted()))),
                script("an id token for others", at(FaultPlace.TOKEN, Misbehaviour.claim("aud", planted()))),
                script("a refused code", at(FaultPlace.TOKEN, oauthError())),
                script("another issuer", member(FaultPlace.DISCOVERY, "/issuer", planted())),
                script("a refused request", at(FaultPlace.FINALIZE, problem())),
                script("a certificate for another name", flaw(CertificateFlaw.OTHER_NAME)),
                script("a certificate for another handle", flaw(CertificateFlaw.OTHER_HANDLE)),
                script("a certificate from elsewhere", flaw(CertificateFlaw.OTHER_CA)),
                script("a certificate outside the constraints", flaw(CertificateFlaw.OUTSIDE_NAME_CONSTRAINTS)),
                script("a certificate that has expired", flaw(CertificateFlaw.EXPIRED)),
                script("a chain that is none", flaw(CertificateFlaw.GARBAGE_DER)),
                script("a broken connection at the backend", transfer(FaultPlace.ACCESS_TOKEN, TransferFlaw.RESET)),
                script("a broken connection at the token", transfer(FaultPlace.TOKEN, TransferFlaw.TRUNCATED)),
                script("garbage at the challenge", transfer(FaultPlace.DPOP_CHALLENGE, TransferFlaw.GARBAGE)),
                script("a redirect with a name", at(FaultPlace.NEW_ACCOUNT, redirect())),
                script("bad TLS", stack -> stack.faults().tls(KitServer.ACME, TlsFlaw.WRONG_HOST)));
    }

    private static Script script(String name, Consumer<WireStack> script) {
        return new Script(name, script, Ending.enrolls());
    }

    private static Consumer<WireStack> at(FaultPlace place, Misbehaviour misbehaviour) {
        return stack -> stack.faults().add(Fault.at(place, misbehaviour).always());
    }

    private static Consumer<WireStack> member(FaultPlace place, String pointer, String json) {
        return at(place, Misbehaviour.member(pointer, json));
    }

    private static Consumer<WireStack> flaw(CertificateFlaw flaw) {
        return at(FaultPlace.CERTIFICATE, Misbehaviour.certificate(flaw));
    }

    private static Consumer<WireStack> transfer(FaultPlace place, TransferFlaw flaw) {
        return at(place, Misbehaviour.transfer(flaw));
    }

    private static String planted() {
        return "\"" + NAME + "\"";
    }

    private static Misbehaviour problem() {
        return Misbehaviour.json(
                        400,
                        "{\"type\":\"urn:ietf:params:acme:error:rejectedIdentifier\",\"detail\":\"no " + NAME + "\"}")
                .with("Content-Type", "application/problem+json");
    }

    private static Misbehaviour subproblems() {
        return Misbehaviour.json(
                        400,
                        "{\"type\":\"urn:ietf:params:acme:error:malformed\",\"detail\":\"" + HANDLE
                                + "\",\"subproblems\":[{\"type\":\"urn:ietf:params:acme:error:malformed\",\"detail\":\""
                                + NAME + "\",\"identifier\":{\"type\":\"wireapp-user\",\"value\":\"" + NAME + "\"}}]}")
                .with("Content-Type", "application/problem+json");
    }

    private static Misbehaviour backend() {
        return Misbehaviour.json(
                400, "{\"code\":400,\"label\":\"dpop-display-name-mismatch\",\"message\":\"" + NAME + "\"}");
    }

    private static Misbehaviour oauthError() {
        return Misbehaviour.json(400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + NAME + "\"}");
    }

    private static Misbehaviour redirect() {
        return Misbehaviour.redirect(302, "https://evil.example/" + URLEncoder.encode(NAME, StandardCharsets.UTF_8));
    }

    /** Everything that a host gets to see as text. */
    private static final class Diary implements EnrollmentListener {
        final StringBuilder seen = new StringBuilder();

        void note(Object value) {
            seen.append(value).append('\n');
        }

        void note(Throwable failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            note(trace.toString());
        }

        @Override
        public void began(EnrollmentStep step) {
            note(step);
        }

        @Override
        public void waiting(EnrollmentStep step, Duration pause) {
            note(step + " waits " + pause);
        }

        @Override
        public void checkpoint(Bytes snapshot) {
            note(snapshot);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    @DisplayName("when an enrollment goes through, or ends with")
    void enrollment(Script script) throws Exception {
        Diary diary = new Diary();
        List<String> planted = new ArrayList<>(List.of(NAME, HANDLE));
        try (EveryLogger logger = new EveryLogger();
                WireStack stack = WireStack.start()) {
            StackUser user = stack.user(HANDLE, NAME);
            planted.addAll(List.of(user.password(), user.bearerToken()));
            script.script().accept(stack);
            E2eiClient client = stack.openClient();
            EnrollmentRequest request = stack.request(user, Ciphersuite.ofId(2).orElseThrow());
            EnrollmentHooks hooks = stack.hooks(user).withListener(diary);
            try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(request)) {
                diary.note(request);
                diary.note(hooks);
                diary.note(client);
                try {
                    road(client, enrollment, enrollment.acquire(hooks), diary);
                } catch (RuntimeException e) {
                    diary.note(e);
                }
                diary.note(enrollment);
            }
            String said = logger.said();
            assertTrue(said.contains("enrollment step"), "the loggers were listened to");
            diary.note(said);
        }
        assertEquals(new TreeSet<String>(), found(diary.seen.toString(), planted));
    }

    private static void road(E2eiClient client, E2eiEnrollment enrollment, IssuedCertificate certificate, Diary diary) {
        diary.note(certificate);
        diary.note(certificate.identity());
        X509Registration registration = client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, certificate.chain()));
        diary.note(registration);
        diary.note(client.credentials());
        client.inTransaction(tx -> tx.e2eiRevoke(registration.credential(), RevocationReason.SUPERSEDED));
    }

    private static TreeSet<String> found(String text, List<String> planted) {
        TreeSet<String> found = new TreeSet<>();
        for (String secret : planted) {
            for (String form : List.of(
                    secret,
                    URLEncoder.encode(secret, StandardCharsets.UTF_8),
                    secret.replace(" ", "%20"),
                    Bytes.ofUtf8(secret).hex())) {
                if (text.contains(form)) {
                    found.add(form);
                }
            }
        }
        FORMS.forEach((what, form) -> {
            if (form.matcher(text).find()) {
                found.add(what);
            }
        });
        return found;
    }

    @Test
    @DisplayName("and the search finds what it looks for")
    void search() {
        List<String> planted = List.of("A B");
        assertEquals(new TreeSet<>(List.of("A+B")), found("x A+B y", planted));
        assertEquals(new TreeSet<>(List.of("412042")), found("412042", planted));
        assertEquals(new TreeSet<>(List.of("a JWS")), found("token eyJhbGciOiJFUzI1NiIsInR5cCI6", planted));
        assertEquals(
                new TreeSet<>(List.of("a key authorization")),
                found("EVbjdK2RIK6KT351ZdcbvbJEd38RPyN3.krnva146roVdVMsY__ldgZliI9WAwogqs0jerrbqfj0", planted));
        assertEquals(new TreeSet<String>(), found("nothing of interest", planted));
    }
}
