package dev.e2ei.tests.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules as they lie in the source tree, with their compiled main classes. */
final class House {
    static final List<String> MODULES = List.of(
            "e2ei-api",
            "e2ei-core",
            "e2ei-acme",
            "e2ei-crypto-bc",
            "e2ei-storage-file",
            "e2ei-storage-sqlite",
            "e2ei-tests");

    /** What ships to hosts: everything but the test kit's module. */
    static final List<String> LIBRARY = MODULES.subList(0, 6);

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private House() {}

    static Path classes(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    static JavaClasses importMain(List<String> modules) {
        return new ClassFileImporter()
                .importPaths(modules.stream().map(House::classes).toList());
    }

    static List<Path> sources(String kind) {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("src").resolve(kind).resolve("java"))
                .filter(Files::isDirectory)
                .flatMap(House::javaFiles)
                .toList();
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String relative(Path file) {
        return ROOT.relativize(file).toString();
    }
}
