package dev.e2ei.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The library has one seam")
class SeamsTest {
    private static final JavaClasses LIBRARY = House.importMain(House.LIBRARY);

    @Test
    @DisplayName("for the clock: nothing else asks for the time of day")
    void clock() {
        Predicate<JavaAccess<?>> asksForTime = access -> calls(access, "java.time.Instant", "now")
                || calls(access, "java.time.LocalDateTime", "now")
                || calls(access, "java.time.ZonedDateTime", "now")
                || calls(access, "java.time.OffsetDateTime", "now")
                || calls(access, "java.time.LocalDate", "now")
                || calls(access, "java.time.Clock", "systemUTC")
                || calls(access, "java.time.Clock", "systemDefaultZone")
                || calls(access, "java.lang.System", "currentTimeMillis")
                || calls(access, "java.util.Date", "<init>");
        assertEquals(Set.of(), users(asksForTime));
        assertEquals(
                Set.of("dev.e2ei.api.E2eiClientBuilder"),
                users(access -> calls(access, "java.time.InstantSource", "system")));
    }

    @Test
    @DisplayName("for the passing of time")
    void elapsedTime() {
        assertEquals(
                Set.of("dev.e2ei.spi.ElapsedTime$1"),
                users(access ->
                        calls(access, "java.lang.System", "nanoTime") || calls(access, "java.lang.Thread", "sleep")));
    }

    @Test
    @DisplayName("for randomness, in the crypto provider")
    void randomness() {
        Set<String> users = users(access -> calls(access, "java.security.SecureRandom", "<init>")
                || calls(access, "java.security.SecureRandom", "getInstanceStrong")
                || calls(access, "java.util.Random", "<init>")
                || calls(access, "java.lang.Math", "random")
                || calls(access, "java.util.UUID", "randomUUID")
                || calls(access, "java.util.concurrent.ThreadLocalRandom", "current"));
        assertTrue(users.size() <= 1, users::toString);
        users.forEach(user -> assertTrue(user.startsWith("dev.e2ei.crypto."), user));
    }

    @Test
    @DisplayName("and prints nothing, exits nowhere and registers no security provider")
    void manners() {
        assertEquals(
                Set.of(),
                users(access -> calls(access, "java.lang.System", "exit")
                        || calls(access, "java.security.Security", "addProvider")
                        || calls(access, "java.security.Security", "insertProviderAt")
                        || calls(access, "java.lang.Throwable", "printStackTrace")
                        || reads(access, "out")
                        || reads(access, "err")));
    }

    private static boolean calls(JavaAccess<?> access, String owner, String name) {
        return access.getTargetOwner().getName().equals(owner)
                && access.getName().equals(name);
    }

    private static boolean reads(JavaAccess<?> access, String stream) {
        return calls(access, "java.lang.System", stream);
    }

    private static Set<String> users(Predicate<JavaAccess<?>> predicate) {
        TreeSet<String> users = new TreeSet<>();
        for (JavaClass type : LIBRARY) {
            if (type.getAccessesFromSelf().stream().anyMatch(predicate)) {
                users.add(type.getName());
            }
        }
        return users;
    }
}
