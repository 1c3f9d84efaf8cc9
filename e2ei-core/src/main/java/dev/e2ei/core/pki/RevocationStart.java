package dev.e2ei.core.pki;

import dev.e2ei.core.x509.RevokedCertificate;
import java.time.Instant;
import java.util.List;

/**
 * From which instant on an entry of a list revokes: the earliest of its revocation date, its invalidity date and the date of
 * the list. Where a key was compromised and no invalidity date says when, whatever it ever signed may be somebody else's.
 *
 * @param entry the entry
 * @param since the instant; {@link Instant#MIN} where the certificate is revoked at every one
 */
record RevocationStart(RevokedCertificate entry, Instant since) {
    private static final int KEY_COMPROMISE = 1;
    private static final int CA_COMPROMISE = 2;
    private static final int AA_COMPROMISE = 10;
    private static final List<String> REASONS = List.of(
            "unspecified",
            "keyCompromise",
            "cACompromise",
            "affiliationChanged",
            "superseded",
            "cessationOfOperation",
            "certificateHold",
            "7",
            "removeFromCRL",
            "privilegeWithdrawn",
            "aACompromise");

    static RevocationStart of(RevokedCertificate entry, Instant thisUpdate) {
        if (entry.invalidityDate().isEmpty() && isCompromise(entry.reason().orElse(0))) {
            return new RevocationStart(entry, Instant.MIN);
        }
        // A date that is still to come does not take back what the list says already.
        Instant listed = earlier(entry.revocationDate(), thisUpdate);
        return new RevocationStart(
                entry, entry.invalidityDate().map(date -> earlier(date, listed)).orElse(listed));
    }

    private static boolean isCompromise(int reason) {
        return reason == KEY_COMPROMISE || reason == CA_COMPROMISE || reason == AA_COMPROMISE;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Override
    public String toString() {
        return "revoked on " + entry.revocationDate()
                + (entry.reason().isPresent()
                        ? ", reason " + REASONS.get(entry.reason().getAsInt())
                        : "")
                + entry.invalidityDate().map(date -> ", invalid since " + date).orElse("");
    }
}
