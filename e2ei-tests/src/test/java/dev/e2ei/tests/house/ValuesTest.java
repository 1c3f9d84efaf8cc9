package dev.e2ei.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In every module")
class ValuesTest {
    private static final List<String> WEAK_NAMES = List.of("Util", "Utils", "Helper", "Manager", "Impl");

    @Test
    @DisplayName("no record holds a byte array or a secret")
    void records() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : House.importMain(House.MODULES)) {
            if (!type.isRecord()) {
                continue;
            }
            for (JavaField field : type.getFields()) {
                String name = field.getRawType().getName();
                if (!field.getModifiers().contains(JavaModifier.STATIC)
                        && (name.equals("[B") || name.equals("[C") || name.equals("dev.e2ei.api.Secret"))) {
                    wrong.add(field.getFullName());
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    @DisplayName("names say what a type is")
    void names() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : House.importMain(House.MODULES)) {
            if (WEAK_NAMES.stream().anyMatch(type.getSimpleName()::endsWith)) {
                wrong.add(type.getName());
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    @DisplayName("each package says that null is the exception")
    void nullMarked() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : House.importMain(House.MODULES)) {
            JavaPackage home = type.getPackage();
            if (home.getName().startsWith("dev.e2ei") && !home.isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                wrong.add(home.getName());
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    @DisplayName("each exported error has a code")
    void errors() {
        int found = 0;
        for (JavaClass type : House.importMain(List.of("e2ei-api"))) {
            if (type.isAssignableTo(Throwable.class)) {
                found++;
                assertTrue(type.isAssignableTo("dev.e2ei.api.error.E2eiException"), type.getName());
            }
        }
        assertTrue(found > 10, "only " + found + " errors were found");
    }
}
