package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.spi.crypto.CryptoProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

@DisplayName("The crypto contract finds providers that break it")
class CryptoProviderContractItselfTest {
    @TestFactory
    @DisplayName("each by the rule that is about it")
    Stream<DynamicTest> defects() {
        return Stream.concat(CryptoDefects.ofSuites().stream(), CryptoDefects.ofTheRest().stream())
                .map(defect -> DynamicTest.dynamicTest(defect.rule() + ": " + defect.description(), () -> {
                    assertDoesNotThrow(() -> run(defect.rule(), DefectiveCrypto.sound()));
                    Throwable found = assertThrows(Throwable.class, () -> run(defect.rule(), defect.provider()));
                    assertFalse(found instanceof TestAbortedException, "skipped");
                }));
    }

    @Test
    @DisplayName("and no rule is there that no defect breaks")
    void completeness() {
        Set<String> rules = Stream.of(CryptoProviderContract.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("required_"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> broken = Stream.concat(CryptoDefects.ofSuites().stream(), CryptoDefects.ofTheRest().stream())
                .map(CryptoDefects.Defect::rule)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(rules, broken);
    }

    @Test
    @DisplayName("a provider that does less is skipped where that is allowed, and refused without any suite")
    void fewerSuites() {
        CryptoProvider oneSuite = DefectiveCrypto.provider(
                "forCiphersuite",
                (sound, given) -> sound.forCiphersuite(given.as(0))
                        .filter(suite -> suite.ciphersuite().id() == 1));
        assertDoesNotThrow(() -> run("required_hpkeOpenUndoesSeal", oneSuite));
        assertThrows(TestAbortedException.class, () -> run("optional_enrollableSuites", oneSuite));
        CryptoProvider none = DefectiveCrypto.provider("forCiphersuite", (sound, given) -> Optional.empty());
        assertThrows(AssertionError.class, () -> run("required_hpkeOpenUndoesSeal", none));
    }

    private static void run(String rule, CryptoProvider provider) throws Throwable {
        CryptoProviderContract contract = new CryptoProviderContract() {
            @Override
            public CryptoProvider provider() {
                return provider;
            }
        };
        try {
            CryptoProviderContract.class.getMethod(rule).invoke(contract);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
