package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.error.TrustNotConfiguredException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.core.credential.StoredCredential;
import dev.e2ei.core.identity.DeviceVerdictRule;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.RowReader;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes revocation lists in, and says whose verdict they change. */
final class CrlRegistrations {
    // A stored value has at most 64 MiB, and a list has its addresses and a seal beside it.
    private static final int MAX_CRL = 64 * 1024 * 1024 - 64 * 1024;

    private final ClientEnvironment environment;
    private final MlsSession session;

    CrlRegistrations(ClientEnvironment environment, MlsSession session) {
        this.environment = environment;
        this.session = session;
    }

    CrlRegistration register(TransactionScope scope, URI distributionPoint, Bytes crl) {
        if (crl.size() > MAX_CRL) {
            throw new PkiException(ErrorCode.CRL_REJECTED, "a revocation list has at most " + MAX_CRL + " octets");
        }
        scope.writing();
        TrustState before = scope.trust();
        if (!before.store().hasAnchors()) {
            throw new TrustNotConfiguredException();
        }
        Instant now = environment.now();
        CrlRegistry.Registration registration = before.crls()
                .register(
                        distributionPoint,
                        crl.toByteArray(),
                        before.store(),
                        environment.crypto().x509(),
                        now);
        TrustState after = before.with(registration.registry());
        List<StoredCredential> known = session.x509Credentials(scope.rows());
        Map<ClientId, DeviceVerdict> changed = new LinkedHashMap<>();
        for (StoredCredential credential : known) {
            DeviceVerdict verdict = verdict(credential, after, now);
            if (verdict != verdict(credential, before, now)) {
                changed.put(credential.ref().clientId(), verdict);
            }
        }
        scope.changeTrust(after);
        return new CrlRegistration(registration.dirty(), registration.expiration(), List.copyOf(changed.keySet()));
    }

    private DeviceVerdict verdict(StoredCredential credential, TrustState trust, Instant now) {
        return DeviceVerdictRule.judge(
                        credential.chain().orElseThrow(RowReader::corrupt),
                        trust.store(),
                        trust.crls(),
                        environment.trustPolicy(),
                        environment.crypto().x509(),
                        now)
                .verdict();
    }
}
