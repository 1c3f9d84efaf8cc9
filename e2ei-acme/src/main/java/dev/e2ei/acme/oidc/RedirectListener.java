package dev.e2ei.acme.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.e2ei.acme.http.Deadline;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.error.UserActionRequiredException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Takes the redirect that ends a login, RFC 8252, section 7.3: on 127.0.0.1 only, on one path, one answer. Anything else
 * that comes (a favicon, another program's guess, a page that tries the port) is turned away and the login goes on.
 */
final class RedirectListener implements AutoCloseable {
    private static final int MAX_QUERY = 16 * 1024;
    private static final int BACKLOG = 16;
    private static final long PAGE_SECONDS = 2;

    private final HttpServer server;
    private final LoginThreads threads;
    private final URI address;
    private final String host;
    private final CompletableFuture<AuthorizationAnswer> answer = new CompletableFuture<>();
    private final CompletableFuture<LoginPage> ending = new CompletableFuture<>();
    private final CompletableFuture<Void> shown = new CompletableFuture<>();
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile String state = "";

    private RedirectListener(HttpServer server, String path, LoginThreads threads) {
        this.server = server;
        this.threads = threads;
        host = "127.0.0.1:" + server.getAddress().getPort();
        address = URI.create("http://" + host + path);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Starts to listen; what comes before {@link #expect} is turned away.
     *
     * @throws UserActionRequiredException if the port of the settings is taken
     */
    static RedirectListener open(LoopbackLogin login, LoginThreads threads) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, login.port()), BACKLOG);
            return new RedirectListener(server, login.redirectPath(), threads);
        } catch (IOException taken) {
            throw new UserActionRequiredException(
                    Reason.LOGIN_FAILED,
                    "the login cannot listen on port " + login.port() + " of this machine; another program uses it",
                    taken);
        }
    }

    /** The redirect address. */
    URI address() {
        return address;
    }

    /** From now on the answer with this state is taken. */
    void expect(String value) {
        state = value;
    }

    /** Ends the waiting: nobody will answer. */
    void giveUp(Throwable reason) {
        answer.completeExceptionally(reason);
    }

    /**
     * Waits for the answer.
     *
     * @throws UserActionRequiredException if none came in time
     */
    AuthorizationAnswer await(Deadline deadline) {
        try {
            return deadline.await(answer);
        } catch (TimeoutException passed) {
            throw new UserActionRequiredException(
                    Reason.LOGIN_ABANDONED, "nobody logged in in time; the window may have been closed");
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new TransportException(ErrorCode.INTERRUPTED, "interrupted while waiting for the login");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure.getCause();
        }
    }

    /** Shows the user how it ended, and waits a moment for the browser to take the page. */
    void show(LoginPage page) {
        ending.complete(page);
        try {
            shown.get(PAGE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException windowClosed) {
            // the login ended all the same
        }
    }

    /** Stops listening. A browser that still waits gets the page of a login that did not succeed, if it is quick. */
    @Override
    public void close() {
        ending.complete(LoginPage.FAILED);
        // stop waits for a thread, and in some versions of the JDK an interrupt is lost there
        boolean interrupted = Thread.interrupted();
        server.stop(0);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        boolean isAnswer = false;
        try (exchange) {
            LoginPage page = judge(exchange);
            isAnswer = page == null;
            send(exchange, page == null ? ending.join() : page);
        } finally {
            // the exchange is closed by now, which is when the page leaves
            if (isAnswer) {
                shown.complete(null);
            }
        }
    }

    /** The page for what is not the answer; null for the answer, which has then been handed over. */
    private @Nullable LoginPage judge(HttpExchange exchange) {
        URI asked = exchange.getRequestURI();
        // a page elsewhere that rebinds its name to this machine still sends its own name
        if (!address.getRawPath().equals(asked.getRawPath())
                || !host.equals(exchange.getRequestHeaders().getFirst("Host"))) {
            return LoginPage.NOT_FOUND;
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return LoginPage.NOT_ALLOWED;
        }
        String query = asked.getRawQuery() == null ? "" : asked.getRawQuery();
        if (query.length() > MAX_QUERY) {
            return LoginPage.NOT_OURS;
        }
        FormParameters parameters;
        try {
            parameters = FormParameters.parse(query);
        } catch (IllegalArgumentException malformed) {
            return LoginPage.NOT_OURS;
        }
        if (!isOurs(parameters)) {
            return LoginPage.NOT_OURS;
        }
        if (!answered.compareAndSet(false, true)) {
            return LoginPage.ALREADY_ANSWERED;
        }
        answer.complete(new AuthorizationAnswer(parameters));
        return null;
    }

    private boolean isOurs(FormParameters parameters) {
        byte[] expected = state.getBytes(StandardCharsets.UTF_8);
        byte[] given = parameters.first("state").orElse("").getBytes(StandardCharsets.UTF_8);
        return expected.length > 0 && MessageDigest.isEqual(expected, given);
    }

    private static void send(HttpExchange exchange, LoginPage page) throws IOException {
        LoginPage.putHeaders(exchange.getResponseHeaders());
        if (page == LoginPage.NOT_ALLOWED) {
            exchange.getResponseHeaders().set("Allow", "GET");
        }
        byte[] html = page.html();
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(page.status(), head ? -1 : html.length);
        if (!head) {
            exchange.getResponseBody().write(html);
        }
    }
}
