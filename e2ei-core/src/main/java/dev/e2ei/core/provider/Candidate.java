package dev.e2ei.core.provider;

import dev.e2ei.spi.E2eiProvider;
import dev.e2ei.spi.SpiVersion;
import java.security.CodeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider that was found, with what it says about itself. It is asked once: a provider that changes its mind does
 * not change the choice.
 *
 * @param <P> the interface
 */
final class Candidate<P extends E2eiProvider> {
    private final P provider;
    private final String name;
    private final int priority;
    private final boolean byNameOnly;
    private final @Nullable String rejection;
    private final boolean incompatible;

    /** Asks the provider; a provider that throws while it is asked is one that cannot be chosen. */
    Candidate(P provider) {
        this.provider = provider;
        String said = "?";
        int rank = 0;
        boolean named = false;
        boolean otherVersion = false;
        String reason = null;
        try {
            said = String.valueOf(provider.name());
            rank = provider.priority();
            named = provider.byNameOnly();
            SpiVersion version = provider.spiVersion();
            if (!SpiVersion.CURRENT.accepts(version)) {
                otherVersion = true;
                reason = "written for version " + version + " of the interfaces, this is " + SpiVersion.CURRENT;
            } else if (!provider.isAvailable()) {
                reason = "says that it is not available here";
            }
        } catch (RuntimeException | LinkageError e) {
            reason = "failed when it was asked: " + e.getClass().getName();
        }
        name = said;
        priority = rank;
        byNameOnly = named;
        incompatible = otherVersion;
        rejection = reason;
    }

    P provider() {
        return provider;
    }

    String name() {
        return name;
    }

    int priority() {
        return priority;
    }

    boolean byNameOnly() {
        return byNameOnly;
    }

    boolean usable() {
        return rejection == null;
    }

    boolean incompatible() {
        return incompatible;
    }

    Optional<String> rejection() {
        return Optional.ofNullable(rejection);
    }

    /** Name, class, module and code source. */
    String describe() {
        return "'" + name + "' (" + describe(provider.getClass()) + ")";
    }

    static String describe(Class<?> type) {
        Module module = type.getModule();
        CodeSource source = type.getProtectionDomain().getCodeSource();
        String location = source == null || source.getLocation() == null
                ? "no code source"
                : source.getLocation().toString();
        return type.getName() + ", " + (module.isNamed() ? "module " + module.getName() : "class path") + ", "
                + location;
    }
}
