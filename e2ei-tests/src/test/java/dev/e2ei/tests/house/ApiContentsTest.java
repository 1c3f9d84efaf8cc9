package dev.e2ei.tests.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The API module")
class ApiContentsTest {
    private static final JavaClasses API = House.importMain(List.of("e2ei-api"));

    @Test
    @DisplayName("needs the JDK's base module and JSpecify, nothing else")
    void dependencies() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.e2ei.api..",
                        "dev.e2ei.spi..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.net",
                        "java.nio..",
                        "java.math",
                        "java.io",
                        "java.security",
                        "javax.security.auth",
                        "org.jspecify.annotations")
                .check(API);
    }

    @Test
    @DisplayName("does no I/O and no cryptography")
    void noWork() {
        noClasses()
                .should()
                .dependOnClassesThat(named(
                        "java.nio.file.Files",
                        "java.net.Socket",
                        "java.net.URL",
                        "java.net.InetAddress",
                        "java.io.File",
                        "java.io.InputStream",
                        "java.io.OutputStream",
                        "java.security.SecureRandom",
                        "java.security.Signature",
                        "java.security.KeyFactory"))
                .check(API);
        List<String> digests = API.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(use -> use.getTargetClass().getName().equals("java.security.MessageDigest")))
                .map(JavaClass::getName)
                .toList();
        assertEquals(List.of("dev.e2ei.api.Secret"), digests, "isEqual of Secret is the one use of MessageDigest");
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        return DescribedPredicate.describe(
                "are one of " + List.of(names), type -> List.of(names).contains(type.getName()));
    }
}
