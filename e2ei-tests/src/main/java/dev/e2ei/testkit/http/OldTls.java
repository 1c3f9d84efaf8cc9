package dev.e2ei.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.HexFormat;

/** A server of TLS 1.0, as far as a client of today gets with it: the ServerHello. */
final class OldTls {
    private static final int RECORD_HEADER = 5;

    private OldTls() {}

    static void answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] header = in.readNBytes(RECORD_HEADER);
        if (header.length == RECORD_HEADER) {
            in.readNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
        }
        // Handshake record, ServerHello: version 3.1, random, no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression.
        OutputStream out = socket.getOutputStream();
        out.write(HexFormat.of().parseHex("160301002a" + "02000026" + "0301" + "5a".repeat(32) + "00" + "002f" + "00"));
        out.flush();
        in.read();
    }
}
