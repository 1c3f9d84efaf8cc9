package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.OptionalInt;

/** Which keys may be certified at all: those with which MLS signs, and RSA from a size on where the requirements say so. */
final class KeyStrengthCheck {
    private KeyStrengthCheck() {}

    static void check(ParsedCertificate certificate, PathRequirements requirements) {
        if (certificate.publicKey().scheme().isPresent()) {
            return;
        }
        OptionalInt size = certificate.publicKey().rsaModulusBits();
        OptionalInt smallest = requirements.smallestRsaKey();
        if (size.isEmpty() || smallest.isEmpty() || size.getAsInt() < smallest.getAsInt()) {
            throw new PathRejectedException(
                    Reason.UNSUPPORTED_ALGORITHM,
                    smallest.isEmpty()
                            ? "an EC or Edwards key"
                            : "such a key, or RSA of " + smallest.getAsInt() + " bits",
                    (size.isEmpty() ? "another key" : "RSA of " + size.getAsInt() + " bits") + " in " + certificate);
        }
    }
}
