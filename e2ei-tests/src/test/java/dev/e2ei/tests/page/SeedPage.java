package dev.e2ei.tests.page;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClientBuilder;
import dev.e2ei.api.Secret;
import dev.e2ei.api.id.Domain;
import dev.e2ei.testkit.DeliveryService;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the statements of the page share: a deployment, a delivery service, people with devices on one storage engine. */
@Timeout(120)
abstract class SeedPage {
    static final Ciphersuite SUITE1 = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;
    static final Ciphersuite SUITE2 = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    /** The certificates of the page's example last for 90 days. */
    static final Duration BEYOND_EXPIRY = Duration.ofDays(91);

    private static final byte[] KEY = new byte[32];

    @TempDir
    Path folder;

    final String engine;
    final WireStack stack = WireStack.start();
    final DeliveryService delivery = new DeliveryService();
    private final List<PageDevice> devices = new ArrayList<>();

    SeedPage(String engine) {
        this.engine = engine;
    }

    @AfterEach
    void close() {
        devices.forEach(PageDevice::close);
        stack.close();
    }

    final WireStack partner() {
        return stack.federate(Domain.parse("partner.example"));
    }

    final WireStack stranger() {
        return stack.foreign(Domain.parse("stranger.example"));
    }

    /** A new person's only device. */
    final PageDevice device(String name) {
        return device(stack, stack.user(name.toLowerCase(Locale.ROOT) + "_wire", name));
    }

    final PageDevice device(WireStack home, String name) {
        return device(home, home.user(name.toLowerCase(Locale.ROOT) + "_wire", name));
    }

    final PageDevice device(WireStack home, StackUser user) {
        return device(home, user, settings -> settings);
    }

    /** A device whose client differs from the usual one. */
    final PageDevice device(WireStack home, StackUser user, UnaryOperator<E2eiClientBuilder> difference) {
        Path place = folder.resolve("device" + devices.size());
        PageDevice device = new PageDevice(home, delivery, user, () -> difference.apply(settings(home, place)));
        devices.add(device);
        return device;
    }

    private E2eiClientBuilder settings(WireStack home, Path place) {
        try (Secret key = Secret.copyOf(KEY)) {
            E2eiClientBuilder settings =
                    home.clientBuilder().storageProvider(engine).databaseKey(key);
            return keepsAfterRestart() ? settings.storeLocation(place) : settings;
        }
    }

    /** Whether the engine keeps what it has when its client is closed. */
    final boolean keepsAfterRestart() {
        return !engine.equals("memory");
    }
}
