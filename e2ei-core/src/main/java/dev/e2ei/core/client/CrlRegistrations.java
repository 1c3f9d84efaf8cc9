package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.CrlRejectedException.Reason;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.error.TrustNotConfiguredException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.core.credential.StoredCredential;
import dev.e2ei.core.identity.ClaimedIdentity;
import dev.e2ei.core.identity.DeviceFinding;
import dev.e2ei.core.identity.MemberCredential;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.CrlPem;
import dev.e2ei.core.x509.DistinguishedName;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Takes revocation lists in, and says whose verdict they change. */
final class CrlRegistrations {
    // A stored value has at most 64 MiB, and a list has its addresses and a seal beside it.
    private static final int MAX_CRL = 64 * 1024 * 1024 - 64 * 1024;

    private final ClientEnvironment environment;
    private final MlsSession session;
    private final Conversations conversations;

    CrlRegistrations(ClientEnvironment environment, MlsSession session, Conversations conversations) {
        this.environment = environment;
        this.session = session;
        this.conversations = conversations;
    }

    CrlRegistration register(TransactionScope scope, URI distributionPoint, Bytes crl) {
        return register(scope, distributionPoint, crl, anybody -> true);
    }

    /** Takes a list in if its issuer is among those whose lists are looked for there. */
    CrlRegistration register(
            TransactionScope scope, URI distributionPoint, Bytes crl, Predicate<DistinguishedName> expected) {
        if (Bytes.ofUtf8(distributionPoint.toString()).size() > CrlDistributionPoints.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a distribution point has at most " + CrlDistributionPoints.MAX_LENGTH + " octets");
        }
        byte[] der = der(crl);
        scope.writing();
        TrustState before = scope.trust();
        if (!before.store().hasAnchors()) {
            throw new TrustNotConfiguredException();
        }
        Instant now = environment.now();
        CrlRegistry.Registration registration = before.crls()
                .register(
                        distributionPoint,
                        der,
                        before.store(),
                        environment.crypto().x509(),
                        now);
        if (!expected.test(registration.issuer())) {
            throw new CrlRejectedException(
                    Reason.OTHER_ISSUER,
                    "a list of whoever issued the certificates that name " + distributionPoint,
                    registration.issuer().toString());
        }
        TrustState after = before.with(registration.registry());
        List<MemberCredential> devices = devices(scope);
        List<DeviceFinding> earlier =
                devices.stream().map(device -> find(device, before, now)).toList();
        Set<ClientId> changed = new LinkedHashSet<>();
        for (int i = 0; i < devices.size(); i++) {
            DeviceFinding found = find(devices.get(i), after, now);
            if (found.answer() != earlier.get(i).answer()) {
                found.claimed().map(ClaimedIdentity::clientId).ifPresent(changed::add);
            }
        }
        scope.changeTrust(after);
        return new CrlRegistration(registration.dirty(), registration.expiration(), List.copyOf(changed));
    }

    private static byte[] der(Bytes crl) {
        if (crl.size() <= CrlPem.MAX_TEXT) {
            byte[] der = CrlPem.der(crl.toByteArray());
            if (der.length <= MAX_CRL) {
                return der;
            }
        }
        throw new PkiException(ErrorCode.CRL_REJECTED, "a revocation list has at most " + MAX_CRL + " octets");
    }

    /** Own credentials first, then the members of all conversations. */
    private List<MemberCredential> devices(TransactionScope scope) {
        List<MemberCredential> devices = new ArrayList<>();
        for (StoredCredential own : session.x509Credentials(scope.rows())) {
            devices.add(MemberCredential.x509(0, own.chain().orElseThrow(RowReader::corrupt), own.publicKey()));
        }
        devices.addAll(
                conversations.certifiedMembers(scope.rows(), scope.groups().reader()));
        return devices;
    }

    private DeviceFinding find(MemberCredential device, TrustState trust, Instant now) {
        return environment
                .verdicts()
                .judge(device.chain().orElseThrow(RowReader::corrupt), device.signatureKey(), trust, now);
    }
}
