package dev.e2ei.core.provider;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.E2eiProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses one provider of each kind: an instance given, else a name given, else the name in a system property, else the
 * highest priority of those available.
 */
public final class Providers {
    private static final System.Logger LOG = System.getLogger(Providers.class.getName());

    private final E2eiConfiguration configuration;
    private final ProviderSearch search;
    private final UnaryOperator<@Nullable String> properties;

    /**
     * For one client.
     *
     * @param configuration what the host asked for
     */
    public Providers(E2eiConfiguration configuration) {
        this(configuration, System::getProperty);
    }

    Providers(E2eiConfiguration configuration, UnaryOperator<@Nullable String> properties) {
        this.configuration = configuration;
        this.search = ProviderSearch.of(configuration);
        this.properties = properties;
    }

    /**
     * The provider of a kind.
     *
     * @param <P> the interface
     * @param kind the kind
     * @return the one provider
     * @throws ProviderException if there is none, or more than one with the same right
     */
    public <P extends E2eiProvider> P choose(ProviderKind<P> kind) {
        Optional<P> given = configuration.instance(kind.service());
        Candidate<P> chosen = given.isPresent() ? checked(kind, new Candidate<>(given.get())) : search(kind);
        LOG.log(System.Logger.Level.DEBUG, "{0} provider: {1}", kind.name(), chosen.describe());
        return chosen.provider();
    }

    private <P extends E2eiProvider> Candidate<P> checked(ProviderKind<P> kind, Candidate<P> instance) {
        if (!instance.usable()) {
            throw new ProviderException(
                    instance.incompatible() ? ErrorCode.PROVIDER_INCOMPATIBLE : ErrorCode.PROVIDER_MISSING,
                    "the " + kind.name() + " provider given to the builder, " + instance.describe() + ", "
                            + instance.rejection().orElse(""));
        }
        return instance;
    }

    private <P extends E2eiProvider> Candidate<P> search(ProviderKind<P> kind) {
        ProviderSearch.Found<P> found = search.find(kind.service());
        Optional<String> name = configuration.name(kind.service());
        if (name.isPresent()) {
            return named(kind, found, name.get(), "was asked for by the builder");
        }
        String property = properties.apply(kind.property());
        if (property != null && !property.isBlank()) {
            return named(kind, found, property.strip(), "was asked for by the system property " + kind.property());
        }
        return best(kind, found);
    }

    private <P extends E2eiProvider> Candidate<P> named(
            ProviderKind<P> kind, ProviderSearch.Found<P> found, String name, String why) {
        List<Candidate<P>> bearers = found.candidates().stream()
                .filter(candidate -> candidate.name().equals(name))
                .toList();
        List<Candidate<P>> usable = bearers.stream().filter(Candidate::usable).toList();
        if (usable.isEmpty()) {
            throw none(kind, found, bearers, "'" + name + "' " + why + ", but ");
        }
        if (usable.size() > 1) {
            throw tie(kind, usable.get(0), usable.get(1), "have the same name");
        }
        return usable.get(0);
    }

    private <P extends E2eiProvider> Candidate<P> best(ProviderKind<P> kind, ProviderSearch.Found<P> found) {
        List<Candidate<P>> willing = found.candidates().stream()
                .filter(candidate -> !candidate.byNameOnly())
                .toList();
        int highest = willing.stream()
                .filter(Candidate::usable)
                .mapToInt(Candidate::priority)
                .max()
                .orElse(Integer.MIN_VALUE);
        List<Candidate<P>> best = willing.stream()
                .filter(candidate -> candidate.usable() && candidate.priority() == highest)
                .toList();
        if (best.isEmpty()) {
            throw none(kind, found, willing, "");
        }
        if (best.size() > 1) {
            throw tie(kind, best.get(0), best.get(1), "have the same priority " + highest);
        }
        return best.get(0);
    }

    private <P extends E2eiProvider> ProviderException none(
            ProviderKind<P> kind, ProviderSearch.Found<P> found, List<Candidate<P>> meant, String prefix) {
        boolean incompatible = !meant.isEmpty() && meant.stream().allMatch(Candidate::incompatible);
        return new ProviderException(
                incompatible ? ErrorCode.PROVIDER_INCOMPATIBLE : ErrorCode.PROVIDER_MISSING,
                prefix + "no usable provider was found: " + ProviderReport.of(kind, search, found) + "; "
                        + kind.remedy());
    }

    private static ProviderException tie(ProviderKind<?> kind, Candidate<?> one, Candidate<?> other, String what) {
        return new ProviderException(
                ErrorCode.PROVIDER_AMBIGUOUS,
                "two " + kind.name() + " providers " + what + ": " + one.describe() + " and " + other.describe()
                        + "; name one in the builder, or in the system property " + kind.property());
    }
}
