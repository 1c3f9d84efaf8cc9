package dev.e2ei.api.enrollment;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.Handle;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate is asked for. Immutable; its {@link #toString()} has no name of a person.
 */
public final class EnrollmentRequest {
    private static final int MAX_DISPLAY_NAME = 1024;
    private static final Duration MAX_EXPIRY = Duration.ofDays(36500);

    private final ClientId clientId;
    private final String displayName;
    private final Handle handle;
    private final @Nullable String team;
    private final Duration expiry;
    private final Ciphersuite ciphersuite;
    private final @Nullable URI acmeDirectory;

    private EnrollmentRequest(Builder builder) {
        clientId = required(builder.clientId, "clientId");
        displayName = checkedName(required(builder.displayName, "displayName"));
        handle = Handle.parse(required(builder.handle, "handle"), clientId.domain());
        team = builder.team;
        expiry = checkedExpiry(required(builder.expiry, "expiry"));
        ciphersuite = checkedSuite(required(builder.ciphersuite, "ciphersuite"));
        acmeDirectory = builder.acmeDirectory;
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that starts from this request} */
    public Builder toBuilder() {
        Builder builder = new Builder()
                .clientId(clientId)
                .displayName(displayName)
                .handle(handle.toString())
                .expiry(expiry)
                .ciphersuite(ciphersuite);
        builder.team = team;
        builder.acmeDirectory = acmeDirectory;
        return builder;
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("an enrollment request needs " + name);
        }
        return value;
    }

    private static String checkedName(String name) {
        if (name.isBlank() || name.length() > MAX_DISPLAY_NAME) {
            throw new IllegalArgumentException("a display name has 1 to " + MAX_DISPLAY_NAME + " characters");
        }
        if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException("a display name has no control characters and no lone surrogates");
        }
        return name;
    }

    private static Duration checkedExpiry(Duration expiry) {
        if (expiry.compareTo(Duration.ofSeconds(1)) < 0 || expiry.compareTo(MAX_EXPIRY) > 0) {
            throw new IllegalArgumentException("an expiry is 1 second to " + MAX_EXPIRY.toDays() + " days");
        }
        return expiry;
    }

    private static Ciphersuite checkedSuite(Ciphersuite suite) {
        if (!suite.canEnroll()) {
            List<Integer> ids =
                    Ciphersuite.enrollable().stream().map(Ciphersuite::id).toList();
            throw new IllegalArgumentException(
                    "no certificates are issued for ciphersuite " + suite.id() + ", only for " + ids);
        }
        return suite;
    }

    /** {@return the client that enrolls} */
    public ClientId clientId() {
        return clientId;
    }

    /** {@return the name that the certificate shows} */
    public String displayName() {
        return displayName;
    }

    /** {@return the user's handle, within the client's domain} */
    public Handle handle() {
        return handle;
    }

    /** {@return the id of the user's team, as the backend compares it} */
    public Optional<String> team() {
        return Optional.ofNullable(team);
    }

    /**
     * How long the certificate is to be valid. An hour of it at most lies before the order, against clocks that differ.
     *
     * @return the wanted lifetime; the server may issue less
     */
    public Duration expiry() {
        return expiry;
    }

    /** {@return the suite whose signature key is certified} */
    public Ciphersuite ciphersuite() {
        return ciphersuite;
    }

    /** {@return the address of the ACME directory; needed by {@code acquire}, not by the single steps} */
    public Optional<URI> acmeDirectory() {
        return Optional.ofNullable(acmeDirectory);
    }

    /** {@return the domain of the client} */
    public Domain domain() {
        return clientId.domain();
    }

    /** {@return client, suite and expiry; no names} */
    @Override
    public String toString() {
        return "EnrollmentRequest[" + clientId + ", suite " + ciphersuite.id() + ", " + expiry + "]";
    }

    /** Collects the fields; {@link #build()} checks them. */
    public static final class Builder {
        private @Nullable ClientId clientId;
        private @Nullable String displayName;
        private @Nullable String handle;
        private @Nullable String team;
        private @Nullable Duration expiry;
        private @Nullable Ciphersuite ciphersuite;
        private @Nullable URI acmeDirectory;

        private Builder() {}

        /**
         * Sets the client.
         *
         * @param id the client id
         * @return this builder
         */
        public Builder clientId(ClientId id) {
            clientId = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * Sets the client in any of the four spellings of {@link ClientId#parse}.
         *
         * @param id the client id
         * @return this builder
         */
        public Builder clientId(String id) {
            return clientId(ClientId.parse(id));
        }

        /**
         * Sets the display name: any text without control characters, 1 to 1024 characters.
         *
         * @param name the name
         * @return this builder
         */
        public Builder displayName(String name) {
            displayName = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the handle, in any of the three forms of {@link Handle#parse}.
         *
         * @param text the handle
         * @return this builder
         */
        public Builder handle(String text) {
            handle = Objects.requireNonNull(text, "text");
            return this;
        }

        /**
         * Sets the team id, as the backend knows it. Without one the proof carries null.
         *
         * @param id the team id
         * @return this builder
         */
        public Builder team(String id) {
            team = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * Sets the wanted lifetime.
         *
         * @param duration from one second on
         * @return this builder
         */
        public Builder expiry(Duration duration) {
            expiry = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /**
         * Sets the wanted lifetime in seconds.
         *
         * @param seconds at least 1
         * @return this builder
         */
        public Builder expirySec(long seconds) {
            return expiry(Duration.ofSeconds(seconds));
        }

        /**
         * Sets the ciphersuite; 1, 2, 3, 5 and 7 can enroll.
         *
         * @param suite the suite
         * @return this builder
         */
        public Builder ciphersuite(Ciphersuite suite) {
            ciphersuite = Objects.requireNonNull(suite, "suite");
            return this;
        }

        /**
         * Sets the address of the ACME directory.
         *
         * @param directory an https address
         * @return this builder
         */
        public Builder acmeDirectory(URI directory) {
            if (!"https".equalsIgnoreCase(directory.getScheme()) || directory.getHost() == null) {
                throw new IllegalArgumentException("an ACME directory has an https address with a host");
            }
            acmeDirectory = directory;
            return this;
        }

        /**
         * Checks all fields.
         *
         * @return the request
         * @throws IllegalArgumentException naming the field that is missing or wrong
         */
        public EnrollmentRequest build() {
            return new EnrollmentRequest(this);
        }
    }
}
