package dev.e2ei.core.provider;

import dev.e2ei.spi.acme.AcmeTransportProvider;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Compiles transport providers that say what a test wants, and puts them on a class path or into a layer. */
final class PlantedProviders {
    private static final String BODY =
            "    public dev.e2ei.spi.acme.AcmeTransport open(dev.e2ei.spi.acme.TransportConfig"
                    + " config) { throw new IllegalStateException(\"not opened in tests\"); }\n";

    private final Path folder;

    PlantedProviders(Path folder) {
        this.folder = folder;
    }

    /** A provider class; the extra text is a method or two. */
    static String source(String type, String name, String extra) {
        return "package planted;\npublic class " + type + " implements " + AcmeTransportProvider.class.getName()
                + " {\n    public String name() { return \"" + name + "\"; }\n" + extra + "\n" + BODY + "}\n";
    }

    static String priority(int priority) {
        return "    public int priority() { return " + priority + "; }\n";
    }

    static String version(int major, int minor) {
        return "    public dev.e2ei.spi.SpiVersion spiVersion() { return new dev.e2ei.spi.SpiVersion(" + major + ", "
                + minor + "); }\n";
    }

    static String saying(String method, String result) {
        return "    public boolean " + method + "() { " + result + "; }\n";
    }

    /** A class loader that finds the given classes by a services file. */
    ClassLoader classLoader(String services, String... sources) {
        Path classes = compile("classes", "", sources);
        write(classes.resolve("META-INF/services").resolve(AcmeTransportProvider.class.getName()), services);
        return new URLClassLoader(new URL[] {url(classes)}, PlantedProviders.class.getClassLoader());
    }

    /** A layer with one module that provides the given types. */
    ModuleLayer layer(String module, String provides, String... sources) {
        Path classes = compile(
                module,
                "module " + module + " { requires dev.e2ei.api; provides " + AcmeTransportProvider.class.getName()
                        + " with " + provides + "; }",
                sources);
        ModuleLayer parent = AcmeTransportProvider.class.getModule().getLayer();
        Configuration configuration =
                parent.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of(module));
        return parent.defineModulesWithOneLoader(configuration, PlantedProviders.class.getClassLoader());
    }

    private Path compile(String name, String moduleInfo, String... sources) {
        Path from = folder.resolve(name + "-src");
        Path to = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                to.toString(),
                "-proc:none",
                moduleInfo.isEmpty() ? "-cp" : "-p",
                api() + File.pathSeparator + annotations()));
        if (!moduleInfo.isEmpty()) {
            arguments.add(write(from.resolve("module-info.java"), moduleInfo).toString());
        }
        for (String source : sources) {
            String type = source.replaceAll("(?s).*public class (\\w+).*", "$1");
            arguments.add(
                    write(from.resolve("planted/" + type + ".java"), source).toString());
        }
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException(messages.toString());
        }
        return to;
    }

    private static Path api() {
        try {
            return Path.of(AcmeTransportProvider.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the API requires at compile time only; it lies on one of the two paths of this JVM. */
    private static String annotations() {
        String paths = System.getProperty("java.class.path")
                + File.pathSeparator
                + System.getProperty("jdk.module.path", "")
                + File.pathSeparator
                + System.getProperty("surefire.test.class.path", "");
        return Stream.of(paths.split(File.pathSeparator))
                .filter(entry -> entry.contains("jspecify"))
                .findFirst()
                .orElseThrow();
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
