package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One entry of a revocation list, RFC 5280 section 5.1.2.6 and 5.3.
 *
 * @param serialNumber the content of the serial number's INTEGER
 * @param revocationDate when it was revoked
 * @param reason the reason code; absent: not said
 * @param invalidityDate since when it is held or suspected that the certificate was not to be relied upon
 * @param hasCertificateIssuer whether the entry is about a certificate of another issuer than the list's
 * @param unrecognizedCritical critical extensions that nothing here processes
 */
public record RevokedCertificate(
        Bytes serialNumber,
        Instant revocationDate,
        OptionalInt reason,
        Optional<Instant> invalidityDate,
        boolean hasCertificateIssuer,
        Set<ObjectIdentifier> unrecognizedCritical) {
    private static final ObjectIdentifier REASON_CODE = ObjectIdentifier.of("2.5.29.21");
    private static final ObjectIdentifier INVALIDITY_DATE = ObjectIdentifier.of("2.5.29.24");
    private static final ObjectIdentifier CERTIFICATE_ISSUER = ObjectIdentifier.of("2.5.29.29");
    private static final int MAX_REASON = 10;

    public RevokedCertificate {
        unrecognizedCritical = Set.copyOf(unrecognizedCritical);
    }

    static RevokedCertificate read(DerReader reader, boolean extensionsAllowed) {
        DerReader entry = reader.sequence("revokedCertificate");
        Bytes serialNumber = entry.integerContent("userCertificate");
        Instant revocationDate = entry.time("revocationDate");
        EntryExtensions extensions = new EntryExtensions();
        if (extensionsAllowed && !entry.isAtEnd()) {
            // Some authorities write the list without members. Refusing it would keep revoked devices valid.
            extensions.reader.readPerhapsNone(entry, extensions::recognize);
        }
        entry.expectEnd();
        return new RevokedCertificate(
                serialNumber,
                revocationDate,
                extensions.reason,
                extensions.invalidityDate,
                extensions.certificateIssuer,
                extensions.reader.unrecognizedCritical());
    }

    private static final class EntryExtensions {
        private final ExtensionReader reader = new ExtensionReader();
        private OptionalInt reason = OptionalInt.empty();
        private Optional<Instant> invalidityDate = Optional.empty();
        private boolean certificateIssuer;

        private boolean recognize(ObjectIdentifier id, DerReader value) {
            if (id.equals(REASON_CODE)) {
                reason = OptionalInt.of(value.smallInteger(DerTag.ENUMERATED, MAX_REASON, "reasonCode"));
            } else if (id.equals(INVALIDITY_DATE)) {
                invalidityDate = Optional.of(value.time("invalidityDate"));
            } else if (id.equals(CERTIFICATE_ISSUER)) {
                GeneralNames.read(value, "certificateIssuer");
                certificateIssuer = true;
            } else {
                return false;
            }
            return true;
        }
    }
}
