package dev.e2ei.core.provider;

import static dev.e2ei.core.provider.PlantedProviders.priority;
import static dev.e2ei.core.provider.PlantedProviders.saying;
import static dev.e2ei.core.provider.PlantedProviders.source;
import static dev.e2ei.core.provider.PlantedProviders.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.E2eiProvider;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.SpiVersion;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.acme.TransportConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A provider is chosen")
class ProvidersTest {
    private static final String LOW = source("Low", "low", priority(10));
    private static final String HIGH = source("High", "high", priority(20));
    private static final String TWIN = source("Twin", "twin", priority(20));
    private static final String NAMED = source("Named", "named", priority(99) + saying("byNameOnly", "return true"));
    private static final String AWAY = source("Away", "away", priority(99) + saying("isAvailable", "return false"));
    private static final String NEWER = source("Newer", "newer", priority(99) + version(0, 99));
    private static final String OTHER = source("Other", "other", priority(99) + version(7, 0));
    private static final String SICK =
            source("Sick", "sick", priority(99) + saying("isAvailable", "throw new RuntimeException(\"sick\")"));
    private static final String SAME = source("Same", "low", priority(50));
    private static final String[] ALL = {LOW, HIGH, TWIN, NAMED, AWAY, NEWER, OTHER, SICK, SAME};

    @TempDir
    Path folder;

    private static E2eiConfiguration configuration(
            @Nullable ClassLoader loader,
            @Nullable ModuleLayer layer,
            @Nullable E2eiProvider instance,
            @Nullable String name) {
        return new E2eiConfiguration(
                instance == null ? Map.of() : Map.of(AcmeTransportProvider.class, instance),
                name == null ? Map.of() : Map.of(AcmeTransportProvider.class, name),
                "store",
                null,
                Secret.copyOf(new byte[32]),
                null,
                TrustPolicy.wire(),
                MlsProfile.wire(),
                List.of(),
                null,
                InstantSource.system(),
                ElapsedTime.SYSTEM,
                Duration.ofSeconds(1),
                layer,
                loader);
    }

    private static AcmeTransportProvider choose(E2eiConfiguration configuration, @Nullable String property) {
        return new Providers(configuration, name -> name.equals("e2ei.transport.provider") ? property : null)
                .choose(ProviderKind.TRANSPORT);
    }

    private ClassLoader classPath(String types) {
        return new PlantedProviders(folder)
                .classLoader("planted." + types.strip().replace(" ", "\nplanted.") + "\n", ALL);
    }

    @ParameterizedTest(name = "of [{0}], named [{1}], property [{2}]: {3}")
    @CsvSource({
        "Low,              ,     ,     low",
        "Low High,         ,     ,     high",
        "High Low,         ,     ,     high",
        "Low Named,        ,     ,     low",
        "Low Away,         ,     ,     low",
        "Low Newer,        ,     ,     low",
        "Low Other,        ,     ,     low",
        "Low Sick,         ,     ,     low",
        "Low High,         low,  ,     low",
        "Low High,         ,     low,  low",
        "Low High,         high, low,  high",
        "High Twin,        twin, ,     twin",
        "High Named,       named, ,    named",
        "High Named,       ,     named, named",
        "Low High,         ,     '  ', high",
        "High Twin,        ,     ,     PROVIDER_AMBIGUOUS",
        "Low Same,         low,  ,     PROVIDER_AMBIGUOUS",
        "Low Same,         ,     ,     low",
        "Named,            ,     ,     PROVIDER_MISSING",
        "Away,             ,     ,     PROVIDER_MISSING",
        "Sick,             ,     ,     PROVIDER_MISSING",
        "Away Newer,       ,     ,     PROVIDER_MISSING",
        "Newer,            ,     ,     PROVIDER_INCOMPATIBLE",
        "Newer Other,      ,     ,     PROVIDER_INCOMPATIBLE",
        "Low Newer,        newer, ,    PROVIDER_INCOMPATIBLE",
        "Low Away,         away, ,     PROVIDER_MISSING",
        "Low High,         none, ,     PROVIDER_MISSING",
        "Low High,         ,     none, PROVIDER_MISSING",
    })
    void truthTable(String types, @Nullable String name, @Nullable String property, String expected) {
        E2eiConfiguration configuration = configuration(classPath(types), null, null, name);
        if (expected.startsWith("PROVIDER_")) {
            ProviderException refused = assertThrows(ProviderException.class, () -> choose(configuration, property));
            assertEquals(expected, refused.code().name());
        } else {
            assertEquals(expected, choose(configuration, property).name());
        }
    }

    @Test
    @DisplayName("an instance before any name, name before property")
    void instance() {
        AcmeTransportProvider given = new Given(SpiVersion.CURRENT, true);
        assertSame(given, choose(configuration(classPath("Low High"), null, given, null), "low"));
    }

    @Test
    @DisplayName("but not an instance of another version, or one that is not available")
    void instanceChecked() {
        E2eiConfiguration old = configuration(null, null, new Given(new SpiVersion(9, 0), true), null);
        assertEquals(
                ErrorCode.PROVIDER_INCOMPATIBLE,
                assertThrows(ProviderException.class, () -> choose(old, null)).code());
        E2eiConfiguration away = configuration(null, null, new Given(SpiVersion.CURRENT, false), null);
        assertEquals(
                ErrorCode.PROVIDER_MISSING,
                assertThrows(ProviderException.class, () -> choose(away, null)).code());
    }

    private record Given(SpiVersion spiVersion, boolean isAvailable) implements AcmeTransportProvider {
        @Override
        public String name() {
            return "given";
        }

        @Override
        public AcmeTransport open(TransportConfig config) {
            throw new IllegalStateException("not opened in tests");
        }
    }

    @Test
    @DisplayName("out of a module layer, where the services file of a class path counts for nothing")
    void layer() {
        ModuleLayer layer = new PlantedProviders(folder).layer("planted.module", "planted.Low, planted.High", ALL);
        assertEquals(
                "high", choose(configuration(null, layer, null, null), null).name());
        assertEquals(
                "low", choose(configuration(null, layer, null, "low"), null).name());
    }

    @Test
    @DisplayName("or not at all: a tie names both with module or class path, location, and what to do")
    void tieInWords() {
        ClassLoader loader = classPath("High Twin");
        String message = assertThrows(
                        ProviderException.class, () -> choose(configuration(loader, null, null, null), null))
                .getMessage();
        assertContains(message, "'high' (planted.High, class path, file:");
        assertContains(message, "'twin' (planted.Twin, class path, file:");
        assertContains(message, "e2ei.transport.provider");
        ModuleLayer layer = new PlantedProviders(folder.resolve("layer"))
                .layer("planted.module", "planted.High, planted.Twin", ALL);
        assertContains(
                assertThrows(ProviderException.class, () -> choose(configuration(null, layer, null, null), null))
                        .getMessage(),
                "'twin' (planted.Twin, module planted.module, file:");
    }

    @Test
    @DisplayName("or not at all: none says what was looked for, what was rejected and why, and what to add")
    void noneInWords() {
        ClassLoader loader = classPath("Named Away Newer Sick Missing");
        String message = assertThrows(
                        ProviderException.class, () -> choose(configuration(loader, null, null, null), null))
                .getMessage();
        assertContains(message, AcmeTransportProvider.class.getName());
        assertContains(message, "planted.Named, class path");
        assertContains(message, "is chosen only by its name");
        assertContains(message, "says that it is not available here");
        assertContains(message, "written for version 0.99 of the interfaces, this is " + SpiVersion.CURRENT);
        assertContains(message, "failed when it was asked: java.lang.RuntimeException");
        assertContains(message, "planted.Missing");
        assertContains(message, "add dev.e2ei:e2ei-acme");
    }

    @Test
    @DisplayName("by default from where this library came from")
    void byDefault() {
        Providers providers = new Providers(configuration(null, null, null, null));
        assertEquals("bouncycastle", providers.choose(ProviderKind.CRYPTO).name());
        ProviderException refused = assertThrows(ProviderException.class, () -> providers.choose(ProviderKind.STORAGE));
        assertContains(refused.getMessage(), "'memory'");
        assertContains(refused.getMessage(), "storageProvider(\"memory\")");
    }

    @Test
    @DisplayName("and a services file that cannot be read is reported")
    void brokenServicesFile() {
        ClassLoader loader = new PlantedProviders(folder).classLoader("planted.Low\nnot a class name\n", ALL);
        String message = assertThrows(
                        ProviderException.class, () -> choose(configuration(loader, null, null, null), null))
                .getMessage();
        assertContains(message, "could not be loaded");
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), () -> "[" + part + "] is not in: " + text);
    }
}
