package dev.e2ei.testkit.ca;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text of RFC 7468: 64 columns, line feeds. */
public final class Pem {
    private Pem() {}

    /**
     * Writes one block.
     *
     * @param label such as {@code CERTIFICATE}
     * @param der the octets
     * @return the text
     */
    public static String write(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
