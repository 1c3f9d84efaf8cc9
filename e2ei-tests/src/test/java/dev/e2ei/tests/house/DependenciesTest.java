package dev.e2ei.tests.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A dependency stays where it belongs")
class DependenciesTest {
    @Test
    @DisplayName("the engine has none but the API")
    void engine() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.e2ei.core..",
                        "dev.e2ei.api..",
                        "dev.e2ei.spi..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.math",
                        "java.net",
                        "java.nio..",
                        "java.io",
                        "java.security",
                        "java.text",
                        "com.google.auto.service",
                        "org.jspecify.annotations")
                .check(House.importMain(List.of("e2ei-core")));
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.security\\.(cert\\..*|Signature|KeyFactory|MessageDigestSpi|SecureRandom)")
                .check(House.importMain(List.of("e2ei-core")));
    }

    @Test
    @DisplayName("one class of the enrollment protocol touches Jackson")
    void jackson() {
        Set<String> users = new TreeSet<>();
        for (JavaClass type : House.importMain(List.of("e2ei-acme"))) {
            boolean uses = type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> use.getTargetClass().getPackageName().startsWith("com.fasterxml"));
            if (uses) {
                users.add(type.getName().replaceAll("\\$.*", ""));
            }
        }
        assertEquals(Set.of("dev.e2ei.acme.json.Json"), users);
    }

    @Test
    @DisplayName("one module knows SQL")
    void sql() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                .check(House.importMain(List.of(
                        "e2ei-api", "e2ei-core", "e2ei-acme", "e2ei-crypto-bc", "e2ei-storage-file", "e2ei-tests")));
    }

    @Test
    @DisplayName("contracts for authors of providers know the API and JUnit's, and nothing of the test kit")
    void contracts() {
        classes()
                .that()
                .resideInAPackage("dev.e2ei.tck..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.e2ei.tck..",
                        "dev.e2ei.api..",
                        "dev.e2ei.spi..",
                        "org.junit.jupiter.api..",
                        "org.opentest4j..",
                        "org.jspecify.annotations",
                        "java..",
                        "javax.net..",
                        "com.sun.net.httpserver")
                .check(House.importMain(List.of("e2ei-tests")));
        noClasses()
                .that()
                .resideInAPackage("dev.e2ei.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.e2ei.tck..", "org.junit..", "dev.e2ei.core..", "dev.e2ei.acme..")
                .check(House.importMain(List.of("e2ei-tests")));
    }
}
