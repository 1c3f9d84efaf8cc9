package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.BacklogVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.IntermediateCa;
import dev.e2ei.api.trust.MlsAcceptance;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.api.trust.TrustAnchor;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.api.trust.TrustView;
import dev.e2ei.core.identity.DeviceFinding;
import dev.e2ei.core.identity.MlsAcceptanceRule;
import dev.e2ei.core.identity.Viewpoint;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.x509.ParsedCertificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what is trusted anew with each call. */
class DefaultTrustView implements TrustView {
    private final ClientEnvironment environment;
    private final Supplier<TrustState> state;

    DefaultTrustView(ClientEnvironment environment, Supplier<TrustState> state) {
        this.environment = environment;
        this.state = state;
    }

    @Override
    public List<TrustAnchor> anchors() {
        return state.get().store().anchors();
    }

    @Override
    public List<IntermediateCa> intermediates() {
        return state.get().store().intermediates().stream().map(this::shown).toList();
    }

    private IntermediateCa shown(ParsedCertificate intermediate) {
        return new IntermediateCa(
                intermediate.encoded(),
                intermediate.subject().toString(),
                intermediate.issuer().toString(),
                Bytes.of(environment
                        .crypto()
                        .store()
                        .sha256(intermediate.encoded().toByteArray())),
                intermediate.validity().notBefore(),
                intermediate.validity().notAfter());
    }

    @Override
    public List<RegisteredCrl> crls() {
        return state.get().crls().registered();
    }

    @Override
    public TrustPolicy policy() {
        return environment.trustPolicy();
    }

    @Override
    public ChainVerdict verify(CertificateChain chain, Instant at) {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(at, "at");
        return judge(chain, Viewpoint.STANDING, at);
    }

    private ChainVerdict judge(CertificateChain chain, Viewpoint viewpoint, Instant at) {
        return environment
                .verdicts()
                .judge(chain, Optional.empty(), state.get(), viewpoint, at)
                .verdict();
    }

    @Override
    public BacklogVerdict verifyBacklog(CertificateChain chain, Instant sentAt) {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(sentAt, "sentAt");
        Instant now = environment.now();
        ChainVerdict asOfNow = judge(chain, Viewpoint.STANDING, now);
        return new BacklogVerdict(sentAt.isBefore(now) ? judge(chain, Viewpoint.BACKLOG, sentAt) : asOfNow, asOfNow);
    }

    @Override
    public MlsAcceptance acceptForMls(CertificateChain chain, Bytes signatureKey, ClientId expectedClient) {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(signatureKey, "signatureKey");
        Objects.requireNonNull(expectedClient, "expectedClient");
        DeviceFinding finding = environment.verdicts().judge(chain, signatureKey, state.get(), environment.now());
        return MlsAcceptanceRule.accept(finding, policy(), expectedClient);
    }
}
