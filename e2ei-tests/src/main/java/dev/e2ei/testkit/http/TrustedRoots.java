package dev.e2ei.testkit.http;

import dev.e2ei.api.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS contexts for clients. */
public final class TrustedRoots {
    private TrustedRoots() {}

    /**
     * A context that trusts these roots and nothing else.
     *
     * @param roots certificates in DER; empty for the JVM's own
     * @return the context
     * @throws IllegalArgumentException if one of them is no certificate
     */
    public static SSLContext context(Collection<Bytes> roots) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            if (roots.isEmpty()) {
                context.init(null, null, null);
                return context;
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int index = 0;
            for (Bytes root : roots) {
                store.setCertificateEntry(
                        "root" + index++,
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(root.toByteArray())));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("not a root certificate", e);
        }
    }
}
