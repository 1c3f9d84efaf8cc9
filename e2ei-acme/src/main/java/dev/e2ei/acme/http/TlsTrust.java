package dev.e2ei.acme.http;

import dev.e2ei.api.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** TLS as a transport's settings want it: 1.2 or 1.3, the given roots or the JVM's, and the host name always checked. */
final class TlsTrust {
    private TlsTrust() {}

    /**
     * The context that trusts the given roots, and nothing else.
     *
     * @throws IllegalArgumentException if there is no root, or one is not a certificate
     */
    static SSLContext context(List<Bytes> roots) {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("at least one root is needed");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            CertificateFactory certificates = CertificateFactory.getInstance("X.509");
            for (int i = 0; i < roots.size(); i++) {
                store.setCertificateEntry(
                        "root-" + i,
                        certificates.generateCertificate(
                                new ByteArrayInputStream(roots.get(i).toByteArray())));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (CertificateException malformed) {
            throw new IllegalArgumentException("a TLS root is not a certificate in DER", malformed);
        } catch (GeneralSecurityException | IOException missing) {
            throw new IllegalStateException("this JVM lacks PKCS12, PKIX or TLS", missing);
        }
    }

    static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        // set here as well, so that no system property can switch it off for us
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }
}
