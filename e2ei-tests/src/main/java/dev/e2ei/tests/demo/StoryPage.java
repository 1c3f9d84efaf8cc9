package dev.e2ei.tests.demo;

import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.DeviceReport;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.identity.X509Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kept moments of a story as one HTML page: light or dark as the reader has it, without script and foreign parts. */
final class StoryPage {
    private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --quiet: #57606a; --line: #d0d7de;
              --good: #1a7f37; --warn: #9a6700; --bad: #b42318; --soft: #f6f8fa; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6edf3; --paper: #0d1117; --quiet: #9198a1; --line: #3d444d;
                --good: #3fb950; --warn: #d29922; --bad: #ff7b72; --soft: #151b23; } }
            body { color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif;
              margin: 0 auto; max-width: 72rem; padding: 1.5rem; }
            h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
            p, caption { color: var(--quiet); } caption { text-align: left; padding-bottom: .5rem; }
            .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
            th, td { border-top: 1px solid var(--line); padding: .6rem .8rem .6rem 0; text-align: left;
              vertical-align: top; }
            thead th { border-top: 0; color: var(--quiet); font-weight: 600; white-space: nowrap; }
            tbody th { font-weight: 600; } small { color: var(--quiet); display: block; overflow-wrap: anywhere; }
            .badge { border: 1px solid currentColor; border-radius: 1rem; font-weight: 600; padding: .1rem .7rem;
              white-space: nowrap; }
            .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
            details { background: var(--soft); border-radius: .4rem; margin-top: .4rem; padding: .3rem .6rem; }
            summary { cursor: pointer; }
            """;

    private final StringBuilder html = new StringBuilder();

    private StoryPage() {}

    /** Writes the page; the folder is made if it is not there. */
    static void write(Path file, String servers, List<Story.Scene> scenes) throws IOException {
        StoryPage page = new StoryPage();
        page.begin(servers);
        scenes.forEach(page::scene);
        page.html.append("</main>\n</body>\n</html>\n");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, page.html);
    }

    private void begin(String servers) {
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>A conversation and its devices</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>A conversation and its devices</h1>\n<p>Servers: ")
                .append(text(servers))
                .append(". Every certificate below was issued, revoked and judged while this page was made. ")
                .append("A verdict is looked at again when a revocation list is due or a certificate ends, ")
                .append("whichever comes first.</p>\n");
    }

    private void scene(Story.Scene scene) {
        ConversationVerification report = scene.report();
        html.append("<section>\n<h2>").append(text(scene.title())).append("</h2>\n<p>");
        badge(tone(report.state()), report.state().toString());
        html.append(" as ")
                .append(text(scene.viewer()))
                .append(" sees it, epoch ")
                .append(Long.toUnsignedString(report.epoch()))
                .append(". Next change by time alone: ")
                .append(when(report.nextChange()))
                .append(".</p>\n<div class=\"scroll\">\n<table>\n<caption>Devices, judged as of ")
                .append(when(Optional.of(report.at())))
                .append("</caption>\n<thead><tr><th scope=\"col\">Member</th><th scope=\"col\">Device</th>")
                .append("<th scope=\"col\">Verdict</th><th scope=\"col\">Reason</th>")
                .append("<th scope=\"col\">Next change</th></tr></thead>\n<tbody>\n");
        report.devices().forEach(device -> row(scene, device));
        html.append("</tbody>\n</table>\n</div>\n");
        report.notes().forEach(note -> html.append("<p>").append(text(note)).append("</p>\n"));
        html.append("</section>\n");
    }

    private void row(Story.Scene scene, DeviceReport device) {
        Optional<X509Identity> proven = device.identity().flatMap(WireIdentity::x509Identity);
        html.append("<tr><th scope=\"row\">")
                .append(text(proven.map(X509Identity::displayName).orElse("not proven")))
                .append("<small>")
                .append(text(
                        proven.map(identity -> identity.handle().toString()).orElse("")))
                .append("</small></th><td>")
                .append(text(scene.nameOf(device)))
                .append("<small>")
                .append(text(device.member().clientId().map(Object::toString).orElse("")))
                .append("</small></td><td>");
        badge(tone(device.verdict()), device.verdict().toString());
        html.append("</td><td>").append(text(device.explanation()));
        evidence(device);
        html.append("</td><td>").append(when(device.nextChange())).append("</td></tr>\n");
    }

    private void evidence(DeviceReport device) {
        if (device.path().isEmpty() && device.notes().isEmpty()) {
            return;
        }
        html.append("<details><summary>Evidence</summary>");
        device.path().forEach(name -> html.append("<small>").append(text(name)).append("</small>"));
        device.notes().forEach(note -> html.append("<small>").append(text(note)).append("</small>"));
        html.append("</details>");
    }

    private void badge(String tone, String word) {
        html.append("<span class=\"badge ")
                .append(tone)
                .append("\">")
                .append(text(word))
                .append("</span>");
    }

    private static String tone(E2eiConversationState state) {
        return state == E2eiConversationState.Verified ? "good" : "bad";
    }

    private static String tone(DeviceVerdict verdict) {
        return switch (verdict) {
            case VALID -> "good";
            case EXPIRED, NOT_YET_VALID, NOT_ENROLLED, REVOCATION_UNKNOWN -> "warn";
            default -> "bad";
        };
    }

    private static String when(Optional<Instant> instant) {
        return instant.map(one -> "<time datetime=\"" + one + "\">" + READABLE.format(one) + "</time>")
                .orElse("never");
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
