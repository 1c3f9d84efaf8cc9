package dev.e2ei.core.client;

import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.api.trust.TrustAnchor;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.api.trust.TrustView;
import dev.e2ei.core.identity.DeviceVerdictRule;
import dev.e2ei.core.pki.TrustState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
        TrustState trust = state.get();
        return DeviceVerdictRule.judge(
                chain,
                trust.store(),
                trust.crls(),
                policy(),
                environment.crypto().x509(),
                at);
    }
}
