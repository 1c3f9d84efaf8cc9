package dev.e2ei.core.provider;

import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.E2eiProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/**
 * Where providers are looked for: in a given layer, by a given class loader, or else on the module path and the class
 * path that this library came from.
 */
final class ProviderSearch {
    // A broken services file throws once for each of its lines; a broken class loader could throw for ever.
    private static final int MAX_FAILURES = 100;

    private final @Nullable ModuleLayer layer;
    private final @Nullable ClassLoader classLoader;

    ProviderSearch(@Nullable ModuleLayer layer, @Nullable ClassLoader classLoader) {
        this.layer = layer;
        this.classLoader = classLoader;
    }

    static ProviderSearch of(E2eiConfiguration configuration) {
        Optional<ModuleLayer> layer = configuration.layer();
        Optional<ClassLoader> loader = configuration.classLoader();
        if (layer.isPresent() || loader.isPresent()) {
            return new ProviderSearch(layer.orElse(null), loader.orElse(null));
        }
        Class<?> here = ProviderSearch.class;
        return new ProviderSearch(here.getModule().getLayer(), here.getClassLoader());
    }

    <P extends E2eiProvider> Found<P> find(Class<P> service) {
        List<Candidate<P>> candidates = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        if (layer != null) {
            collect(ServiceLoader.load(layer, service), seen, candidates, failures);
        }
        if (classLoader != null) {
            collect(ServiceLoader.load(service, classLoader), seen, candidates, failures);
        }
        return new Found<>(List.copyOf(candidates), List.copyOf(failures));
    }

    private static <P extends E2eiProvider> void collect(
            ServiceLoader<P> loader, Set<Class<?>> seen, List<Candidate<P>> candidates, List<String> failures) {
        Spliterator<ServiceLoader.Provider<P>> providers = loader.stream().spliterator();
        boolean more = true;
        while (more && failures.size() < MAX_FAILURES) {
            try {
                more = providers.tryAdvance(provider -> {
                    if (seen.add(provider.type())) {
                        candidates.add(new Candidate<>(provider.get()));
                    }
                });
            } catch (ServiceConfigurationError | LinkageError e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * What a search gave.
     *
     * @param <P> the interface
     * @param candidates the providers
     * @param failures what ServiceLoader could not load
     */
    record Found<P extends E2eiProvider>(List<Candidate<P>> candidates, List<String> failures) {}

    /** One line for messages. */
    String describe() {
        List<String> places = new ArrayList<>();
        if (layer != null) {
            places.add("the module layer of " + layer.modules().size() + " modules");
        }
        if (classLoader != null) {
            places.add("the class loader " + classLoader.getClass().getName());
        }
        return String.join(" and ", places);
    }
}
