package dev.e2ei.api.enrollment;

import java.io.IOException;
import java.net.URI;

/** Opens a page in the user's browser. */
@FunctionalInterface
public interface BrowserLauncher {
    /**
     * Opens the page and returns without waiting for the user.
     *
     * @param page the page
     * @throws IOException if no browser can be opened
     */
    void open(URI page) throws IOException;
}
