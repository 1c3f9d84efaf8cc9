package dev.e2ei.testkit.idp;

import dev.e2ei.testkit.http.Response;

/** The provider's pages. */
final class LoginPages {
    private LoginPages() {}

    static Response form(String action, String csrf, String message) {
        return page(200, """
                <p>%s</p>
                <form id="login" method="post" action="%s">
                  <input type="hidden" name="csrf" value="%s">
                  <label>User name <input type="text" name="username" autofocus></label>
                  <label>Password <input type="password" name="password"></label>
                  <button type="submit">Sign in</button>
                  <button type="submit" name="cancel" value="true">Cancel</button>
                </form>
                """.formatted(escape(message), escape(action), escape(csrf)));
    }

    static Response error(int status, String message) {
        return page(status, "<p>" + escape(message) + "</p>");
    }

    private static Response page(int status, String body) {
        return Response.of(
                        status,
                        "text/html; charset=utf-8",
                        "<!doctype html><html><head><title>Sign in</title></head><body>" + body + "</body></html>")
                .with("Cache-Control", "no-store");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
