package dev.e2ei.acme.oidc;

import dev.e2ei.api.enrollment.BrowserLauncher;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A browser with a user in a hurry: it opens the page and follows the redirect to the program. */
final class TestBrowser implements BrowserLauncher {
    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<HttpResponse<String>> lastPage = new CompletableFuture<>();
    private volatile Errand beforeRedirect = redirect -> {};

    /** Something that happens between the login and the redirect. */
    interface Errand {
        void run(URI redirect) throws Exception;
    }

    TestBrowser before(Errand errand) {
        beforeRedirect = errand;
        return this;
    }

    @Override
    public void open(URI page) {
        Thread window = new Thread(() -> {
            try {
                URI redirect = URI.create(
                        send("GET", page).headers().firstValue("Location").orElseThrow());
                Throwable failure = outcomeOf(redirect);
                // whatever came before, the login has to get its end, or the test would wait for it
                HttpResponse<String> shown = send("GET", redirect);
                if (failure == null) {
                    lastPage.complete(shown);
                } else {
                    lastPage.completeExceptionally(failure);
                }
            } catch (Throwable failure) {
                lastPage.completeExceptionally(failure);
            }
        });
        window.setDaemon(true);
        window.start();
    }

    private @Nullable Throwable outcomeOf(URI redirect) {
        try {
            beforeRedirect.run(redirect);
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    /** The page that the user sees at the end. */
    HttpResponse<String> lastPage() throws Exception {
        return lastPage.get(30, TimeUnit.SECONDS);
    }

    HttpResponse<String> send(String method, URI uri) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
