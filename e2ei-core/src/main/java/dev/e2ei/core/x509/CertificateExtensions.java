package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The extensions of a certificate, RFC 5280 section 4.2: those that this library understands, typed. */
public final class CertificateExtensions {
    public static final ObjectIdentifier SUBJECT_KEY_IDENTIFIER = ObjectIdentifier.of("2.5.29.14");
    public static final ObjectIdentifier SUBJECT_ALTERNATIVE_NAME = ObjectIdentifier.of("2.5.29.17");
    public static final ObjectIdentifier ISSUER_ALTERNATIVE_NAME = ObjectIdentifier.of("2.5.29.18");

    private List<Extension> all = List.of();
    private Set<ObjectIdentifier> unrecognizedCritical = Set.of();
    private @Nullable BasicConstraints basicConstraints;
    private @Nullable KeyUsage keyUsage;
    private @Nullable ExtendedKeyUsage extendedKeyUsage;
    private @Nullable List<GeneralName> subjectAlternativeNames;
    private @Nullable Bytes subjectKeyIdentifier;
    private @Nullable AuthorityKeyIdentifier authorityKeyIdentifier;
    private @Nullable NameConstraints nameConstraints;
    private @Nullable CertificatePolicies policies;
    private List<PolicyMapping> policyMappings = List.of();
    private @Nullable PolicyConstraints policyConstraints;
    private OptionalInt inhibitAnyPolicy = OptionalInt.empty();
    private List<DistributionPoint> crlDistributionPoints = List.of();

    private CertificateExtensions() {}

    static CertificateExtensions none() {
        return new CertificateExtensions();
    }

    static CertificateExtensions read(DerReader parent) {
        CertificateExtensions extensions = new CertificateExtensions();
        ExtensionReader reader = new ExtensionReader();
        reader.read(parent, extensions::recognize);
        extensions.all = reader.all();
        extensions.unrecognizedCritical = reader.unrecognizedCritical();
        return extensions;
    }

    private boolean recognize(ObjectIdentifier id, DerReader value) {
        if (id.equals(BasicConstraints.OID)) {
            basicConstraints = BasicConstraints.read(value);
        } else if (id.equals(KeyUsage.OID)) {
            keyUsage = new KeyUsage(value.namedBits(DerTag.BIT_STRING, "keyUsage"));
        } else if (id.equals(ExtendedKeyUsage.OID)) {
            extendedKeyUsage = ExtendedKeyUsage.read(value);
        } else if (id.equals(SUBJECT_ALTERNATIVE_NAME)) {
            subjectAlternativeNames = GeneralNames.read(value, "subjectAltName");
        } else if (id.equals(ISSUER_ALTERNATIVE_NAME)) {
            GeneralNames.read(value, "issuerAltName");
        } else if (id.equals(SUBJECT_KEY_IDENTIFIER)) {
            subjectKeyIdentifier = value.content(DerTag.OCTET_STRING, "subjectKeyIdentifier");
        } else if (id.equals(AuthorityKeyIdentifier.OID)) {
            authorityKeyIdentifier = AuthorityKeyIdentifier.read(value);
        } else if (id.equals(NameConstraints.OID)) {
            nameConstraints = NameConstraints.read(value);
        } else if (id.equals(DistributionPoint.OID)) {
            crlDistributionPoints = DistributionPoint.readAll(value);
        } else {
            return recognizePolicy(id, value);
        }
        return true;
    }

    private boolean recognizePolicy(ObjectIdentifier id, DerReader value) {
        if (id.equals(CertificatePolicies.OID)) {
            policies = CertificatePolicies.read(value);
            return !policies.unknownQualifier();
        } else if (id.equals(PolicyMapping.OID)) {
            policyMappings = PolicyMapping.readAll(value);
        } else if (id.equals(PolicyConstraints.OID)) {
            policyConstraints = PolicyConstraints.read(value);
        } else if (id.equals(PolicyConstraints.INHIBIT_ANY_POLICY)) {
            inhibitAnyPolicy =
                    OptionalInt.of(value.smallInteger(DerTag.INTEGER, Integer.MAX_VALUE, "inhibitAnyPolicy"));
        } else {
            return false;
        }
        return true;
    }

    /** All extensions in the order in which they came. */
    public List<Extension> all() {
        return all;
    }

    /** Critical extensions that nothing here processes. */
    public Set<ObjectIdentifier> unrecognizedCritical() {
        return unrecognizedCritical;
    }

    public Optional<BasicConstraints> basicConstraints() {
        return Optional.ofNullable(basicConstraints);
    }

    public Optional<KeyUsage> keyUsage() {
        return Optional.ofNullable(keyUsage);
    }

    public Optional<ExtendedKeyUsage> extendedKeyUsage() {
        return Optional.ofNullable(extendedKeyUsage);
    }

    /** The subject alternative names; empty where the extension is absent. */
    public List<GeneralName> subjectAlternativeNames() {
        return subjectAlternativeNames == null ? List.of() : subjectAlternativeNames;
    }

    public Optional<Bytes> subjectKeyIdentifier() {
        return Optional.ofNullable(subjectKeyIdentifier);
    }

    public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
        return Optional.ofNullable(authorityKeyIdentifier);
    }

    public Optional<NameConstraints> nameConstraints() {
        return Optional.ofNullable(nameConstraints);
    }

    public Optional<CertificatePolicies> policies() {
        return Optional.ofNullable(policies);
    }

    public List<PolicyMapping> policyMappings() {
        return policyMappings;
    }

    public Optional<PolicyConstraints> policyConstraints() {
        return Optional.ofNullable(policyConstraints);
    }

    public OptionalInt inhibitAnyPolicy() {
        return inhibitAnyPolicy;
    }

    public List<DistributionPoint> crlDistributionPoints() {
        return crlDistributionPoints;
    }
}
