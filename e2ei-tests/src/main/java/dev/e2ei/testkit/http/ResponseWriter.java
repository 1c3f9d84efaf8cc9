package dev.e2ei.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes answers in good order. */
final class ResponseWriter {
    private final OutputStream out;
    private final InstantSource clock;

    ResponseWriter(OutputStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    void write(Request request, Response response) throws IOException {
        byte[] body = response.body().toByteArray();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(head(request, response, body.length));
        if (hasBody(request, response)) {
            octets.write(body);
        }
        // In one piece, so that no delayed acknowledgement comes between.
        out.write(octets.toByteArray());
        out.flush();
    }

    byte[] head(Request request, Response response, long length) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(response.status())
                .append(' ')
                .append(reason(response.status()))
                .append("\r\nDate: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .append("\r\n");
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (hasBody(request, response)
                && !response.headers().containsKey("Content-Length")
                && !response.headers().containsKey("Transfer-Encoding")) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        // A value with letters beyond Latin-1 is the tests' own affair; it goes out as UTF-8.
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasBody(Request request, Response response) {
        return !request.method().equals("HEAD") && response.status() != 204 && response.status() != 304;
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            default -> "Status";
        };
    }
}
