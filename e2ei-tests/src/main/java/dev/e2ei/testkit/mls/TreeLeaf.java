package dev.e2ei.testkit.mls;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.id.ClientId;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A leaf of a ratchet tree, RFC 9420, section 7.2. Nothing of it is checked.
 *
 * @param index its place
 * @param client whose it is; none if its credential names no client in Wire's form
 * @param fromKeyPackage whether it still is as its key package had it
 * @param octets all of it
 */
public record TreeLeaf(int index, Optional<ClientId> client, boolean fromKeyPackage, Bytes octets) {
    private static final int BASIC = 1;
    private static final int X509 = 2;
    private static final int KEY_PACKAGE = 1;
    private static final int COMMIT = 3;
    private static final int URI_NAME = 6;

    static TreeLeaf read(int index, MlsReader in) {
        int start = in.position();
        in.skipVector(); // encryption key
        in.skipVector(); // signature key
        Optional<ClientId> client = credential(in);
        for (int list = 0; list < 5; list++) {
            in.skipVector(); // capabilities
        }
        int source = in.u8();
        if (source == KEY_PACKAGE) {
            in.skip(16);
        } else if (source == COMMIT) {
            in.skipVector();
        }
        in.skipVector(); // extensions
        in.skipVector(); // signature
        return new TreeLeaf(index, client, source == KEY_PACKAGE, in.since(start));
    }

    private static Optional<ClientId> credential(MlsReader in) {
        return switch (in.u16()) {
            case BASIC -> clientId(in.vector().utf8());
            case X509 -> certified(in.nested().vector());
            default -> throw new IllegalArgumentException("neither Basic nor X.509");
        };
    }

    private static Optional<ClientId> certified(Bytes leaf) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(leaf.toByteArray()));
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Optional.empty()
                    : names.stream()
                            .filter(name -> name.get(0).equals(URI_NAME))
                            .flatMap(name -> clientId(name.get(1).toString()).stream())
                            .findFirst();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    private static Optional<ClientId> clientId(String text) {
        try {
            return Optional.of(ClientId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a handle, or somebody who is not of Wire
        }
    }
}
