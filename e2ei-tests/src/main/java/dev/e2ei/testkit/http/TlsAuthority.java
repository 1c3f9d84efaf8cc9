package dev.e2ei.testkit.http;

import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.fault.TlsFlaw;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Certifies the kit's servers as {@code localhost}, by a root of its own, which has nothing to do with the members'. Its
 * certificates are valid by the system's clock, because that is what TLS goes by.
 */
public final class TlsAuthority {
    private final TlsCertificates certificates = new TlsCertificates();
    private final Map<TlsFlaw, SSLContext> contexts = new ConcurrentHashMap<>();

    /** Makes the root. */
    public TlsAuthority() {}

    /** {@return the root in DER, to be trusted for TLS} */
    public Bytes root() {
        return certificates.root();
    }

    /** {@return a context for clients that trust the root and nothing else} */
    public SSLContext clientContext() {
        return TrustedRoots.context(List.of(root()));
    }

    /**
     * Answers a client's handshake, or spoils it.
     *
     * @param socket the connection
     * @param flaw what is to be wrong
     * @return the connection to speak HTTP on
     * @throws IOException if the handshake failed, as it should with most flaws
     */
    Socket accept(Socket socket, TlsFlaw flaw) throws IOException {
        switch (flaw) {
            case PLAIN_TEXT -> {
                return socket;
            }
            case OLD_VERSION -> {
                OldTls.answer(socket);
                throw new IOException("a handshake of TLS 1.0");
            }
            case CLOSED -> {
                socket.getInputStream().read();
                socket.close();
                throw new IOException("closed in the handshake");
            }
            default -> {
                SSLContext context = contexts.computeIfAbsent(flaw, certificates::serverContext);
                SSLSocket layered = (SSLSocket)
                        context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
                layered.setUseClientMode(false);
                layered.startHandshake();
                return layered;
            }
        }
    }
}
