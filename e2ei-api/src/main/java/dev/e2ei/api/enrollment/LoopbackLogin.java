package dev.e2ei.api.enrollment;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The login of a desktop program, RFC 8252: authorization code with PKCE (S256) in the user's browser, and a listener
 * on the loopback interface that takes the redirect and shows how it ended. The library carries it out.
 */
public final class LoopbackLogin implements Login {
    private final BrowserLauncher browser;
    private final String oauthClientId;
    private final List<String> scopes;
    private final Duration timeout;
    private final int port;
    private final String redirectPath;

    private LoopbackLogin(Builder builder) {
        browser = Objects.requireNonNull(builder.browser, "browser");
        oauthClientId = builder.oauthClientId;
        scopes = List.copyOf(builder.scopes);
        timeout = builder.timeout;
        port = builder.port;
        redirectPath = builder.redirectPath;
    }

    /**
     * The login with its defaults: OAuth client {@code wireapp}, scopes {@code openid profile}, five minutes, any free
     * port, path {@code /callback}.
     *
     * @param browser opens the login page
     * @return the login
     */
    public static LoopbackLogin of(BrowserLauncher browser) {
        return builder().browser(browser).build();
    }

    /** {@return a builder with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return what opens the login page} */
    public BrowserLauncher browser() {
        return browser;
    }

    /** {@return the OAuth client id to use where the challenge names none} */
    public String oauthClientId() {
        return oauthClientId;
    }

    /** {@return the scopes to ask for} */
    public List<String> scopes() {
        return scopes;
    }

    /** {@return how long the user has} */
    public Duration timeout() {
        return timeout;
    }

    /** {@return the port to listen on; 0 for any free one} */
    public int port() {
        return port;
    }

    /** {@return the path of the redirect address} */
    public String redirectPath() {
        return redirectPath;
    }

    /** Collects the settings. */
    public static final class Builder {
        private @Nullable BrowserLauncher browser;
        private String oauthClientId = "wireapp";
        private List<String> scopes = List.of("openid", "profile");
        private Duration timeout = Duration.ofMinutes(5);
        private int port;
        private String redirectPath = "/callback";

        private Builder() {}

        /**
         * Sets what opens the login page; required.
         *
         * @param launcher the launcher
         * @return this builder
         */
        public Builder browser(BrowserLauncher launcher) {
            browser = launcher;
            return this;
        }

        /**
         * Sets the OAuth client id to use where the challenge names none.
         *
         * @param id the id
         * @return this builder
         */
        public Builder oauthClientId(String id) {
            oauthClientId = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * Sets the scopes; {@code openid} has to be one of them.
         *
         * @param names the scopes
         * @return this builder
         */
        public Builder scopes(List<String> names) {
            if (!names.contains("openid")) {
                throw new IllegalArgumentException("the scope openid is needed for an id token");
            }
            scopes = List.copyOf(names);
            return this;
        }

        /**
         * Sets how long the user has.
         *
         * @param duration more than zero
         * @return this builder
         */
        public Builder timeout(Duration duration) {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException("a login needs some time");
            }
            timeout = duration;
            return this;
        }

        /**
         * Sets the port to listen on.
         *
         * @param number 0 for any free port, up to 65535
         * @return this builder
         */
        public Builder port(int number) {
            if (number < 0 || number > 65535) {
                throw new IllegalArgumentException("a port is 0 to 65535");
            }
            port = number;
            return this;
        }

        /**
         * Sets the path of the redirect address.
         *
         * @param path begins with a slash
         * @return this builder
         */
        public Builder redirectPath(String path) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("a path begins with a slash");
            }
            redirectPath = path;
            return this;
        }

        /** {@return the login} */
        public LoopbackLogin build() {
            return new LoopbackLogin(this);
        }
    }
}
