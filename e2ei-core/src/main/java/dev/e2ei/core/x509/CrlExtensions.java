package dev.e2ei.core.x509;

import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.ObjectIdentifier;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The extensions of a revocation list, RFC 5280 section 5.2. */
public final class CrlExtensions {
    private static final ObjectIdentifier CRL_NUMBER = ObjectIdentifier.of("2.5.29.20");
    private static final ObjectIdentifier DELTA_CRL_INDICATOR = ObjectIdentifier.of("2.5.29.27");
    private static final int MAX_NUMBER_BITS = 160;

    private @Nullable BigInteger number;
    private @Nullable BigInteger deltaBase;
    private @Nullable IssuingDistributionPoint issuingDistributionPoint;
    private @Nullable AuthorityKeyIdentifier authorityKeyIdentifier;
    private Set<ObjectIdentifier> unrecognizedCritical = Set.of();

    private CrlExtensions() {}

    static CrlExtensions none() {
        return new CrlExtensions();
    }

    static CrlExtensions read(DerReader parent) {
        CrlExtensions extensions = new CrlExtensions();
        ExtensionReader reader = new ExtensionReader();
        reader.read(parent, extensions::recognize);
        extensions.unrecognizedCritical = reader.unrecognizedCritical();
        return extensions;
    }

    private boolean recognize(ObjectIdentifier id, DerReader value) {
        if (id.equals(CRL_NUMBER)) {
            number = number(value, "cRLNumber");
        } else if (id.equals(DELTA_CRL_INDICATOR)) {
            deltaBase = number(value, "baseCRLNumber");
        } else if (id.equals(IssuingDistributionPoint.OID)) {
            issuingDistributionPoint = IssuingDistributionPoint.read(value);
        } else if (id.equals(AuthorityKeyIdentifier.OID)) {
            authorityKeyIdentifier = AuthorityKeyIdentifier.read(value);
        } else if (id.equals(CertificateExtensions.ISSUER_ALTERNATIVE_NAME)) {
            GeneralNames.read(value, "issuerAltName");
        } else if (id.equals(DistributionPoint.FRESHEST_CRL)) {
            DistributionPoint.readAll(value);
        } else {
            return false;
        }
        return true;
    }

    private static BigInteger number(DerReader value, String field) {
        int from = value.position();
        BigInteger number = value.integer(field);
        if (number.signum() < 0 || number.bitLength() > MAX_NUMBER_BITS) {
            throw value.malformed(Reason.VALUE, from, field, "a number of at most 20 octets, not negative");
        }
        return number;
    }

    /** The number by which an issuer's lists are ordered. */
    public Optional<BigInteger> number() {
        return Optional.ofNullable(number);
    }

    /** Whether the list says only what changed since another one. */
    public boolean isDelta() {
        return deltaBase != null;
    }

    public Optional<IssuingDistributionPoint> issuingDistributionPoint() {
        return Optional.ofNullable(issuingDistributionPoint);
    }

    public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
        return Optional.ofNullable(authorityKeyIdentifier);
    }

    /** Critical extensions that nothing here processes. */
    public Set<ObjectIdentifier> unrecognizedCritical() {
        return unrecognizedCritical;
    }
}
