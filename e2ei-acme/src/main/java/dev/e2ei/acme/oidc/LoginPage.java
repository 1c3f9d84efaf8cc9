package dev.e2ei.acme.oidc;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page that tells the user how the login ended. It has no script, loads nothing, and contains nothing that came from
 * outside.
 */
enum LoginPage {
    /** The id token is there and fits. */
    SUCCEEDED(200, "You are logged in", "You can close this window and go back to the program."),
    /** The answer was the login's, but there is no id token to use. */
    FAILED(200, "The login did not succeed", "You can close this window. The program says why, and what to do."),
    /** An answer whose state is not the login's: somebody else's, or one of yesterday. */
    NOT_OURS(
            400,
            "This page does not belong to a login",
            "Nobody is waiting for this answer. Go back to the program and follow the login that it opened."),
    /** A second answer. */
    ALREADY_ANSWERED(410, "This login is over", "You can close this window and go back to the program."),
    /** Another path. */
    NOT_FOUND(404, "Nothing is here", "This address only takes the end of a login."),
    /** Another method than GET. */
    NOT_ALLOWED(405, "Nothing is here", "This address only takes the end of a login.");

    private static final String STYLE =
            "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto 0;"
                    + "padding:0 1.5rem;color:#1b1c1d;background:#fff}h1{font-size:1.5rem;line-height:1.25}"
                    + "@media(prefers-color-scheme:dark){body{color:#e6e7e8;background:#17181a}}";

    private final int status;
    private final byte[] html;

    LoginPage(int status, String title, String text) {
        this.status = status;
        html = ("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                        + "</title><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                        + "<meta name=\"color-scheme\" content=\"light dark\"><style>" + STYLE + "</style></head>"
                        + "<body><main><h1>" + title + "</h1><p>" + text + "</p></main></body></html>\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    int status() {
        return status;
    }

    byte[] html() {
        return html.clone();
    }

    static void putHeaders(Headers headers) {
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src '" + styleHash()
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Connection", "close");
    }

    private static String styleHash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("each JVM has SHA-256", impossible);
        }
    }
}
