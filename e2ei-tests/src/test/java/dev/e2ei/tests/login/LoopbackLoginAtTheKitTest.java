package dev.e2ei.tests.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.IdTokenRejectedException;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.error.UserActionRequiredException.Reason;
import dev.e2ei.testkit.FormBrowser;
import dev.e2ei.testkit.FormBrowser.Habit;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A login at the kit's identity provider, in the middle of an enrollment")
@Timeout(120)
class LoopbackLoginAtTheKitTest {
    private WireStack stack;
    private StackUser user;
    private E2eiEnrollment enrollment;

    @BeforeEach
    void start() {
        stack = WireStack.start();
        user = stack.user("alice_wire", "Alice Smith");
        enrollment = stack.openClient()
                .e2eiNewEnrollment(stack.request(user, Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    private void enrollsAtLast() {
        enrollment.acquire(stack.hooks(user));
        assertEquals(1, stack.issuedCertificates());
    }

    @Test
    @DisplayName("tells the person that it went well")
    void success() throws Exception {
        FormBrowser browser = stack.browser(user);
        enrollment.acquire(stack.hooks(user, browser));
        assertTrue(browser.lastPage().contains("You are logged in"));
    }

    @Test
    @DisplayName("ends with a refusal that the same enrollment survives")
    void denied() throws Exception {
        FormBrowser browser = stack.browser(user).with(Habit.DENIES);
        var refusal =
                assertThrows(UserActionRequiredException.class, () -> enrollment.acquire(stack.hooks(user, browser)));
        assertEquals(Reason.LOGIN_DENIED, refusal.reason());
        assertTrue(browser.lastPage().contains("did not succeed"));
        enrollsAtLast();
    }

    @Test
    @DisplayName("ends when the time is up after the window was closed, and can be begun again")
    void closedWindow() {
        FormBrowser browser = stack.browser(user).with(Habit.CLOSES_THE_WINDOW);
        var login = LoopbackLogin.builder()
                .timeout(Duration.ofSeconds(30))
                .browser(page -> {
                    browser.open(page);
                    browser.lastPage();
                    stack.clock().advance(Duration.ofSeconds(30));
                })
                .build();
        var hooks = EnrollmentHooks.of(login, stack.hooks(user).backend());
        var refusal = assertThrows(UserActionRequiredException.class, () -> enrollment.acquire(hooks));
        assertEquals(Reason.LOGIN_ABANDONED, refusal.reason());
        enrollsAtLast();
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource({
        "keyauth, , KEYAUTH_MISSING",
        "keyauth, '\"another\"', KEYAUTH_MISMATCH",
        "keyauth, '7', KEYAUTH_MISMATCH",
        "acme_aud, , ACME_AUD_MISSING",
        "acme_aud, '\"https://other.example\"', ACME_AUD_MISMATCH",
        "aud, '\"another\"', AUDIENCE",
        "iss, '\"https://evil.example\"', ISSUER",
        "exp, '1', EXPIRED",
        "nonce, , NONCE",
        "nonce, '\"old\"', NONCE"
    })
    @DisplayName("keeps an id token that does not fit from the ACME server, whose challenge stays open")
    void tokenThatDoesNotFit(String claim, String json, IdTokenRejectedException.Reason reason) throws Exception {
        stack.faults().add(Fault.at(FaultPlace.TOKEN, new Misbehaviour.Claim(claim, Optional.ofNullable(json))));
        FormBrowser browser = stack.browser(user);
        var refusal =
                assertThrows(IdTokenRejectedException.class, () -> enrollment.acquire(stack.hooks(user, browser)));
        assertEquals(reason, refusal.reason());
        assertTrue(browser.lastPage().contains("did not succeed"));
        enrollsAtLast();
    }

    @ParameterizedTest(name = "{0} answers {1}")
    @CsvSource({"DISCOVERY, 404", "DISCOVERY, 301", "TOKEN, 400", "TOKEN, 401", "TOKEN, 302"})
    @DisplayName("says that the identity provider breaks its protocol, and can be begun again")
    void brokenProvider(FaultPlace place, int status) {
        stack.faults().add(Fault.at(place, Misbehaviour.status(status)));
        var refusal = assertThrows(EnrollmentException.class, () -> enrollment.acquire(stack.hooks(user)));
        assertEquals(ErrorCode.OIDC_PROTOCOL, refusal.code());
        enrollsAtLast();
    }
}
