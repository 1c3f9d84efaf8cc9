package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.List;
import java.util.Optional;

/**
 * The authority key identifier extension, RFC 5280 section 4.2.1.1.
 *
 * @param keyIdentifier the issuer's subject key identifier
 * @param issuer names of the issuer's issuer; empty where it is absent
 * @param serialNumber content of the issuer's serial number
 */
public record AuthorityKeyIdentifier(
        Optional<Bytes> keyIdentifier, List<GeneralName> issuer, Optional<Bytes> serialNumber) {
    public static final ObjectIdentifier OID = ObjectIdentifier.of("2.5.29.35");

    static AuthorityKeyIdentifier read(DerReader reader) {
        DerReader sequence = reader.sequence("authorityKeyIdentifier");
        Optional<Bytes> keyIdentifier = sequence.nextIs(DerTag.context(0))
                ? Optional.of(sequence.content(DerTag.context(0), "keyIdentifier"))
                : Optional.empty();
        List<GeneralName> issuer = sequence.nextIs(DerTag.constructed(1))
                ? GeneralNames.readAll(sequence.enter(DerTag.constructed(1), "authorityCertIssuer"))
                : List.of();
        Optional<Bytes> serialNumber = sequence.nextIs(DerTag.context(2))
                ? Optional.of(sequence.content(DerTag.context(2), "authorityCertSerialNumber"))
                : Optional.empty();
        if (issuer.isEmpty() != serialNumber.isEmpty()) {
            throw sequence.malformed(Reason.VALUE, "issuer and serial number occur together only");
        }
        sequence.expectEnd();
        return new AuthorityKeyIdentifier(keyIdentifier, issuer, serialNumber);
    }
}
