package dev.e2ei.testkit;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.BrowserLauncher;
import dev.e2ei.testkit.http.LoginForm;
import dev.e2ei.testkit.http.PageClient;
import dev.e2ei.testkit.http.TrustedRoots;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * A browser with a person before it: opens the login page, keeps cookies, fills in user name and password, and follows
 * the redirects to the end, which for a login is the loopback listener of the program that is logged in to. Works with
 * the kit's identity provider and with Keycloak. Runs no scripts.
 *
 * <p>{@link #open} returns at once; the visit goes on in a daemon thread. Safe for use by several threads.
 */
public final class FormBrowser implements BrowserLauncher {
    private static final int MAX_REDIRECTS = 20;

    private final SSLContext tls;
    private final Habit habit;
    private final String username;
    private final String password;
    private final AtomicReference<CompletableFuture<String>> lastPage =
            new AtomicReference<>(new CompletableFuture<>());

    /** What the person does with the form. */
    public enum Habit {
        /** Logs in. */
        LOGS_IN,
        /** Presses the button that refuses; only the kit's own form has one. */
        DENIES,
        /** Looks at the form and closes the window. */
        CLOSES_THE_WINDOW
    }

    private FormBrowser(SSLContext tls, Habit habit, String username, String password) {
        this.tls = tls;
        this.habit = habit;
        this.username = username;
        this.password = password;
    }

    /**
     * A browser whose person logs in.
     *
     * @param tlsRoots roots in DER that it trusts; empty for the JVM's own
     * @param username what the person types as user name
     * @param password what the person types as password
     * @return the browser
     */
    public static FormBrowser of(Collection<Bytes> tlsRoots, String username, String password) {
        return new FormBrowser(
                TrustedRoots.context(tlsRoots),
                Habit.LOGS_IN,
                Objects.requireNonNull(username, "username"),
                Objects.requireNonNull(password, "password"));
    }

    /**
     * The same browser with another habit.
     *
     * @param other what the person does
     * @return the browser
     */
    public FormBrowser with(Habit other) {
        return new FormBrowser(tls, Objects.requireNonNull(other, "other"), username, password);
    }

    @Override
    public void open(URI page) {
        CompletableFuture<String> visit = new CompletableFuture<>();
        lastPage.set(visit);
        Thread thread = new Thread(() -> visit(page, visit), "testkit-browser");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits for the end of the last visit.
     *
     * @return the text of the page on which it ended
     * @throws IOException if a page could not be fetched, or there was no form to fill in
     */
    public String lastPage() throws IOException {
        try {
            return lastPage.get().join();
        } catch (CompletionException e) {
            throw new IOException("the visit failed", e.getCause());
        }
    }

    private void visit(URI start, CompletableFuture<String> visit) {
        try {
            visit.complete(play(new PageClient(tls), start));
        } catch (IOException | RuntimeException e) {
            visit.completeExceptionally(e);
        }
    }

    private String play(PageClient client, URI start) throws IOException {
        PageClient.Page page = follow(client, client.get(start));
        LoginForm form = LoginForm.find(page).orElse(null);
        if (form == null || habit == Habit.CLOSES_THE_WINDOW) {
            return page.body();
        }
        Map<String, String> typed =
                habit == Habit.DENIES ? Map.of("cancel", "true") : Map.of("username", username, "password", password);
        return follow(client, client.post(form.action(), form.fill(typed))).body();
    }

    private static PageClient.Page follow(PageClient client, PageClient.Page first) throws IOException {
        PageClient.Page page = first;
        for (int i = 0; page.location().isPresent(); i++) {
            if (i == MAX_REDIRECTS) {
                throw new IOException("redirects without end");
            }
            page = client.get(page.location().get());
        }
        return page;
    }

    /** {@return the habit only} */
    @Override
    public String toString() {
        return "FormBrowser[" + habit + "]";
    }
}
