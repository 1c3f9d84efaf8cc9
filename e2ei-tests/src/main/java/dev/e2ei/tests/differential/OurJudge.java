package dev.e2ei.tests.differential;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.CrlSigners;
import dev.e2ei.core.pki.PathBuilder;
import dev.e2ei.core.pki.PathRequirements;
import dev.e2ei.core.pki.RevocationCheck;
import dev.e2ei.core.pki.RevocationFinding;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.ExtendedKeyUsage;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;

/** This library, with nothing accepted whose revocation is unknown. */
final class OurJudge implements Judge {
    private static final URI ADDRESS = URI.create("http://crl.wire.com/");

    private final X509Crypto crypto =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();

    @Override
    public String name() {
        return "ours";
    }

    /** What is not declared comes out of here, and ends the run. */
    @Override
    public Answer judge(Chain chain) {
        try {
            return accept(chain);
        } catch (PkiException e) {
            return Answer.refused(e);
        }
    }

    private Answer accept(Chain chain) {
        ParsedCertificate leaf = ParsedCertificate.parse(chain.leaf());
        List<ParsedCertificate> issuers =
                chain.issuers().stream().map(ParsedCertificate::parse).toList();
        TrustStore trust = TrustStore.empty().withAnchor(ParsedCertificate.parse(chain.root()), Bytes.of((byte) 1));
        for (ParsedCertificate issuer : issuers) {
            trust = trust.withIntermediate(issuer);
        }
        VerifiedPath path = new PathBuilder(
                        trust, crypto, PathRequirements.forPurpose(ExtendedKeyUsage.CLIENT_AUTH, false))
                .build(leaf, issuers);
        for (ParsedCertificate one : path.withAnchor()) {
            Instant now = ChainFactory.NOW;
            if (now.isBefore(one.validity().notBefore())
                    || now.isAfter(one.validity().notAfter())) {
                return new Answer(false, one + " is not valid now");
            }
        }
        CrlRegistry lists = CrlRegistry.empty();
        for (Bytes list : chain.lists()) {
            try {
                lists = lists.register(ADDRESS, list.toByteArray(), trust, crypto, ChainFactory.NOW)
                        .registry();
            } catch (CrlRejectedException e) {
                // A list that does not count.
            }
        }
        CrlSigners signers = new CrlSigners(trust, lists, crypto, false, ChainFactory.NOW);
        return new RevocationCheck(lists, signers, ChainFactory.NOW, Duration.ZERO)
                .findings(path, false).stream()
                        .filter(finding -> finding.state() != RevocationFinding.State.GOOD)
                        .map(finding -> new Answer(false, finding.explanation()))
                        .findFirst()
                        .orElse(new Answer(true, ""));
    }
}
