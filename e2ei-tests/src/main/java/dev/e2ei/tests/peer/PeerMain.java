package dev.e2ei.tests.peer;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The peer program: {@code java @e2ei-tests/target/peer.args}. It ends with its standard input. */
final class PeerMain {
    private PeerMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // Standard output has lines of the protocol only, whatever a library prints.
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (PeerStore store = new PeerStore();
                Session session = new Session(store)) {
            new PeerLoop(session, out).run(in);
        }
    }
}
