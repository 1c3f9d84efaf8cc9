package dev.e2ei.tests.differential;

import dev.e2ei.api.Bytes;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** A validator behind the JDK's interface, with revocation of the whole chain, as its documentation says to call it. */
final class ForeignJudge implements Judge {
    private final String name;
    private final Provider certificates;
    private final Provider paths;

    ForeignJudge(String name, Provider certificates, Provider paths) {
        this.name = name;
        this.certificates = certificates;
        this.paths = paths;
    }

    @Override
    public String name() {
        return name;
    }

    /** Some throw what they do not declare; that is a refusal too, and a difference to be explained. */
    @Override
    public Answer judge(Chain chain) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509", certificates);
            List<X509Certificate> path = new ArrayList<>();
            path.add(certificate(factory, chain.leaf()));
            for (Bytes issuer : chain.issuers()) {
                path.add(certificate(factory, issuer));
            }
            List<Object> lists = new ArrayList<>();
            for (Bytes list : chain.lists()) {
                lists.add(factory.generateCRL(new ByteArrayInputStream(list.toByteArray())));
            }
            PKIXParameters parameters =
                    new PKIXParameters(Set.of(new TrustAnchor(certificate(factory, chain.root()), null)));
            parameters.setDate(Date.from(ChainFactory.NOW));
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
            CertPathValidator.getInstance("PKIX", paths).validate(factory.generateCertPath(path), parameters);
            return new Answer(true, "");
        } catch (GeneralSecurityException e) {
            return Answer.refused(e);
        } catch (RuntimeException e) {
            return new Answer(false, "undeclared " + e);
        }
    }

    private static X509Certificate certificate(CertificateFactory factory, Bytes der) throws GeneralSecurityException {
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toByteArray()));
    }
}
