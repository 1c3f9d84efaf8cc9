package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.Answers;
import dev.e2ei.acme.fixture.Crypto;
import dev.e2ei.acme.fixture.FakeEngine;
import dev.e2ei.acme.fixture.ScriptedCa;
import dev.e2ei.acme.jose.CompactJwt;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.OidcAuthenticator;
import dev.e2ei.spi.acme.TransportResponse;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Names of people, tokens and keys")
class SecretsTest {
    private static final String NAME = "Xanthippe Quaglia";
    private static final String HANDLE = "xanthippe_q";

    private final StringBuilder seen = new StringBuilder();
    private final List<String> planted = new ArrayList<>(List.of(
            NAME,
            HANDLE,
            ScriptedCa.DPOP_TOKEN,
            ScriptedCa.OIDC_TOKEN,
            "the server's own words",
            "-X0d9WY9Ss-kgPo_T9GcOA"));

    @Test
    @DisplayName("are in no exception, no log at any level and no toString, whatever goes wrong")
    void neverShow() throws ReflectiveOperationException {
        var logged = new ByteArrayOutputStream();
        Object handler = logEverythingTo(logged);
        int failures = 0;
        for (String path : List.of(
                "directory",
                "new-nonce",
                "new-account",
                "new-order",
                "authz/A1",
                "authz/A2",
                "challenge/A1/C1",
                "challenge/A2/C2",
                "order/ORD1",
                "finalize",
                "certificate/CRT1")) {
            List<UnaryOperator<TransportResponse>> faults = List.of(
                    answer -> Answers.problem(400, "malformed"),
                    Answers.status(302),
                    Answers.body(body -> body + NAME),
                    Answers.body(body -> body.replaceAll("[:,]", " ")),
                    Answers.body(body -> body.replace("\"status\"", "\"status\":1,\"status\"")),
                    Answers.body(body -> body.replace("ca.example/", NAME + "/")),
                    Answers.body(body -> body.replace(HANDLE, "another")),
                    Answers.body(body -> body.replaceAll("\"status\":\"[a-z]*\"", "\"status\":\"" + NAME + "\"")),
                    Answers.body(body -> body.replaceAll(
                            "\"status\":\"[a-z]*\"",
                            "\"status\":\"invalid\",\"error\":{\"type\":\"" + NAME + "\",\"detail\":\"" + HANDLE
                                    + "\"}")),
                    Answers.body(body -> body.replaceAll("\"expires\":\"[^\"]*\"", "\"expires\":\"" + NAME + "\"")),
                    Answers.header("Content-Type", NAME),
                    Answers.header("Location", NAME));
            for (UnaryOperator<TransportResponse> fault : faults) {
                failures += enroll(path, fault, null) ? 0 : 1;
            }
        }
        for (String claims : List.of("keyauth", "acme_aud", "iss", "exp", "aud")) {
            failures += enroll("directory", UnaryOperator.identity(), claims) ? 0 : 1;
        }
        assertTrue(failures > 60, "the faults made " + failures + " enrollments fail");
        flush(handler);
        String log = logged.toString(StandardCharsets.UTF_8);
        assertTrue(log.contains("enrollment step"), "the log was listened to");
        for (String secret : planted) {
            assertFalse(log.contains(secret), () -> "logged: " + secret);
            assertFalse(seen.toString().contains(secret), () -> "shown: " + secret);
        }
    }

    private boolean enroll(String path, UnaryOperator<TransportResponse> fault, String spoiltClaim) {
        var world = new World(
                FakeEngine.alice(World.SUITE).displayName(NAME).handle(HANDLE).build());
        planted.add(Crypto.base64Url(world.keys.privateKey()));
        planted.add(HexFormat.of().formatHex(world.keys.privateKey()));
        world.ca.changes(path, 1, fault);
        OidcAuthenticator login = request -> {
            String token = world.alice.authenticate(request);
            seen.append(request);
            if (spoiltClaim == null) {
                return token;
            }
            JsonObject.Builder claims = JsonObject.builder();
            CompactJwt.parse(token).claims().members().forEach((name, value) -> {
                if (name.equals(spoiltClaim)) {
                    claims.put(name, NAME);
                } else {
                    claims.put(name, value);
                }
            });
            return world.alice.token(claims.build());
        };
        boolean succeeded = true;
        try {
            world.session.acquire(EnrollmentHooks.of(login, world.alice).withListener(world.alice));
        } catch (RuntimeException failure) {
            succeeded = false;
            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            seen.append(trace);
        }
        seen.append(world.session)
                .append(world.alice.diary())
                .append(world.ca.requests())
                .append(world.engine.request());
        planted.addAll(world.alice.tokens());
        planted.addAll(world.alice.proofs());
        return succeeded;
    }

    /** By reflection, since the module does not need java.logging otherwise. */
    private static Object logEverythingTo(OutputStream out) throws ReflectiveOperationException {
        Class<?> formatter = Class.forName("java.util.logging.Formatter");
        Class<?> level = Class.forName("java.util.logging.Level");
        Object all = level.getField("ALL").get(null);
        Object handler = Class.forName("java.util.logging.StreamHandler")
                .getConstructor(OutputStream.class, formatter)
                .newInstance(
                        out,
                        Class.forName("java.util.logging.SimpleFormatter")
                                .getConstructor()
                                .newInstance());
        Class.forName("java.util.logging.Handler").getMethod("setLevel", level).invoke(handler, all);
        Class<?> logger = Class.forName("java.util.logging.Logger");
        Object ours = logger.getMethod("getLogger", String.class).invoke(null, "dev.e2ei");
        logger.getMethod("setLevel", level).invoke(ours, all);
        logger.getMethod("addHandler", Class.forName("java.util.logging.Handler"))
                .invoke(ours, handler);
        KEPT.add(ours);
        return handler;
    }

    // loggers that nobody holds are collected, with their handlers
    private static final List<Object> KEPT = new ArrayList<>();

    private static void flush(Object handler) throws ReflectiveOperationException {
        handler.getClass().getMethod("flush").invoke(handler);
    }
}
