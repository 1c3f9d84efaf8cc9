package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.pki.PathAnswer.Kind;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.ExtendedKeyUsage;
import dev.e2ei.core.x509.GeneralName;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.ParsedCrl;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers the cases of a suite with our validator; what a suite asks for beyond a Wire client's rules is set here. */
final class PathCaseValidator {
    private static final Map<String, ObjectIdentifier> PURPOSES = Map.of(
            "clientAuth", ExtendedKeyUsage.CLIENT_AUTH,
            "CLIENT_AUTH_STRICT", ExtendedKeyUsage.CLIENT_AUTH,
            "CLIENT_AUTH_STRICT_LEAF", ExtendedKeyUsage.CLIENT_AUTH,
            "serverAuth", ObjectIdentifier.of("1.3.6.1.5.5.7.3.1"),
            "SERVER_AUTH_STRICT", ObjectIdentifier.of("1.3.6.1.5.5.7.3.1"),
            "SERVER_AUTH_STRICT_LEAF", ObjectIdentifier.of("1.3.6.1.5.5.7.3.1"),
            "mlsClientAuth", ObjectIdentifier.of("1.3.6.1.4.1.11129.2.8.1"));
    /** Purposes of others' suites that no client has. */
    private static final ObjectIdentifier NO_PURPOSE = ObjectIdentifier.of("2.999");

    private static final Set<Reason> UNSUPPORTED =
            EnumSet.of(Reason.UNSUPPORTED_ALGORITHM, Reason.UNSUPPORTED_NAME_CONSTRAINT);

    private static final int LEGACY_RSA_KEY = 1024;

    private final X509Crypto modern =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();

    PathAnswer answer(PathCase one) {
        try {
            return new Run(one).answer();
        } catch (MalformedCertificateException e) {
            return new PathAnswer(Kind.REFUSED, e.getMessage());
        } catch (PathRejectedException e) {
            return new PathAnswer(UNSUPPORTED.contains(e.reason()) ? Kind.UNSUPPORTED : Kind.REFUSED, e.getMessage());
        } catch (PkiException e) {
            return new PathAnswer(Kind.REFUSED, e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            return new PathAnswer(Kind.UNDECLARED, e.toString());
        }
    }

    private final class Run {
        private final PathCase one;
        private final List<String> unsupportedLists = new ArrayList<>();

        private final X509Crypto crypto;

        Run(PathCase one) {
            this.one = one;
            this.crypto = isLegacy() ? new LegacyX509Crypto(modern) : modern;
        }

        /** Real certificates of a time when SHA-1 was good; nothing but these cases sees a validator that takes it. */
        private boolean isLegacy() {
            return one.suite().equals("boringssl-chain") && one.at().isBefore(Instant.parse("2015-01-01T00:00:00Z"));
        }

        PathAnswer answer() {
            ParsedCertificate leaf = ParsedCertificate.parse(one.leaf());
            List<ParsedCertificate> intermediates = parseable(one.intermediates());
            TrustStore trust = trust(intermediates);
            CrlRegistry crls = crls(trust);
            RevocationCheck revocation = new RevocationCheck(
                    crls, new CrlSigners(trust, crls, crypto, true, one.at()), one.at(), Duration.ZERO);
            VerifiedPath path = new PathBuilder(trust, crypto, requirements())
                    .build(
                            leaf,
                            intermediates,
                            candidate ->
                                    revocationProblem(revocation, candidate).isEmpty()
                                            && timeProblem(candidate).isEmpty());
            timeProblem(path).ifPresent(problem -> {
                throw problem;
            });
            Optional<PathAnswer> problem = revocationProblem(revocation, path);
            if (problem.isPresent()) {
                return problem.get();
            }
            if (!unsupportedLists.isEmpty()) {
                return new PathAnswer(Kind.UNSUPPORTED, String.join(", ", unsupportedLists));
            }
            Optional<String> strict = strictProblem(path);
            if (strict.isPresent()) {
                return new PathAnswer(Kind.REFUSED, strict.get());
            }
            return peerMatches(leaf)
                    ? new PathAnswer(Kind.ACCEPTED, "")
                    : new PathAnswer(Kind.REFUSED, "another peer name");
        }

        /** The suite's strict purposes: an end entity with that purpose alone, and issuers that name it. */
        private Optional<String> strictProblem(VerifiedPath path) {
            if (!one.purpose().contains("STRICT")) {
                return Optional.empty();
            }
            if (path.leaf().isCa()) {
                return Optional.of("the leaf is a certification authority");
            }
            if (path.leaf()
                            .extensions()
                            .extendedKeyUsage()
                            .orElseThrow()
                            .purposes()
                            .size()
                    > 1) {
                return Optional.of("the leaf has purposes beside the wanted one");
            }
            ObjectIdentifier purpose = PURPOSES.get(one.purpose());
            boolean named = path.certificates().stream()
                    .allMatch(certificate -> certificate
                            .extensions()
                            .extendedKeyUsage()
                            .filter(extension -> extension.purposes().contains(purpose))
                            .isPresent());
            return named || one.purpose().endsWith("LEAF")
                    ? Optional.empty()
                    : Optional.of("an issuer without purpose");
        }

        private PathRequirements requirements() {
            boolean strict = one.purpose().contains("STRICT") || one.purpose().equals("mlsClientAuth");
            Purpose purpose = one.purpose().isEmpty()
                    ? Purpose.ANY
                    : new Purpose(Optional.of(PURPOSES.getOrDefault(one.purpose(), NO_PURPOSE)), !strict);
            Set<ObjectIdentifier> policies = one.flag("policies").isEmpty()
                    ? Set.of()
                    : Arrays.stream(one.flag("policies").split("\\|"))
                            .map(ObjectIdentifier::of)
                            .collect(Collectors.toSet());
            PolicyInputs inputs = new PolicyInputs(
                    policies,
                    one.flags().contains("explicitPolicy"),
                    one.flags().contains("inhibitMapping"),
                    one.flags().contains("inhibitAny"));
            return new PathRequirements(
                    purpose, anchorBinds(), inputs, OptionalInt.of(isLegacy() ? LEGACY_RSA_KEY : 2048));
        }

        /** Only suites that say how they trust an anchor may ask that its constraints be ignored. */
        private boolean anchorBinds() {
            String kind = one.flag("trust");
            return kind.isEmpty()
                    || kind.contains("CONSTRAINTS")
                    || one.purpose().contains("STRICT");
        }

        private Optional<PathRejectedException> timeProblem(VerifiedPath path) {
            boolean anchorExpires =
                    one.flag("trust").isEmpty() || one.flag("trust").contains("EXPIRATION");
            return ValidityCheck.finding(
                    anchorExpires ? path.withAnchor() : path.certificates(), one.at(), Duration.ZERO);
        }

        private Optional<PathAnswer> revocationProblem(RevocationCheck check, VerifiedPath path) {
            if (one.crls().isEmpty() || one.flags().contains("noRevocation")) {
                return Optional.empty();
            }
            return check.findings(path, one.flags().contains("eeOnly")).stream()
                    .flatMap(finding -> revocationProblem(finding).stream())
                    .findFirst();
        }

        private Optional<PathAnswer> revocationProblem(RevocationFinding finding) {
            return switch (finding.state()) {
                case GOOD -> Optional.empty();
                // A delta list might have lifted the hold.
                case REVOKED ->
                    Optional.of(new PathAnswer(
                            unsupportedLists.isEmpty() ? Kind.REFUSED : Kind.UNSUPPORTED, finding.explanation()));
                case STALE ->
                    one.flags().contains("allowUnknown") && !one.flags().contains("enforceExpiry")
                            ? Optional.empty()
                            : Optional.of(new PathAnswer(Kind.REFUSED, finding.explanation()));
                case MISSING, OTHER_SCOPE, SOME_REASONS, SIGNED_BY_ITSELF, SIGNER_NOT_VALID ->
                    one.flags().contains("allowUnknown")
                            ? Optional.empty()
                            : Optional.of(new PathAnswer(
                                    unsupportedLists.isEmpty() ? Kind.REFUSED : Kind.UNSUPPORTED,
                                    finding.explanation() + " " + unsupportedLists));
            };
        }

        private TrustStore trust(List<ParsedCertificate> intermediates) {
            TrustStore trust = TrustStore.empty();
            int number = 0;
            String kind = one.flag("trust");
            boolean trusted = kind.isEmpty() || kind.contains("ANCHOR");
            for (ParsedCertificate root : trusted ? parseable(one.roots()) : List.<ParsedCertificate>of()) {
                trust = trust.withAnchor(root, Bytes.of((byte) number++));
            }
            for (ParsedCertificate intermediate : intermediates) {
                trust = trust.withIntermediate(intermediate);
            }
            return trust;
        }

        private List<ParsedCertificate> parseable(List<byte[]> certificates) {
            List<ParsedCertificate> parsed = new ArrayList<>();
            for (byte[] der : certificates) {
                try {
                    parsed.add(ParsedCertificate.parse(der));
                } catch (MalformedCertificateException e) {
                    // What cannot be read cannot be used.
                }
            }
            return parsed;
        }

        private CrlRegistry crls(TrustStore trust) {
            CrlRegistry registry = CrlRegistry.empty();
            for (byte[] der : one.crls()) {
                try {
                    registry = registry.register(address(der), der, trust, crypto, one.at())
                            .registry();
                } catch (CrlRejectedException e) {
                    if (e.reason() == CrlRejectedException.Reason.DELTA
                            || e.reason() == CrlRejectedException.Reason.INDIRECT) {
                        unsupportedLists.add(e.getMessage());
                    }
                } catch (MalformedCertificateException e) {
                    // What cannot be read cannot be used.
                }
            }
            return registry;
        }

        /** The suites do not say where a list was found: at the address that it names. */
        private URI address(byte[] der) {
            return ParsedCrl.parse(der).extensions().issuingDistributionPoint().stream()
                    .flatMap(part -> CrlDistributionPoints.addresses(part.name()))
                    .findFirst()
                    .orElse(URI.create("http://crl.example/"));
        }

        private boolean peerMatches(ParsedCertificate leaf) {
            if (one.peerName().isEmpty()) {
                return true;
            }
            String value = one.peerName().substring(one.peerName().indexOf(':') + 1);
            return leaf.extensions().subjectAlternativeNames().stream().anyMatch(name -> matches(name, value));
        }

        private boolean matches(GeneralName name, String value) {
            if (one.peerName().startsWith("DNS:")) {
                return name instanceof GeneralName.DnsName dns && dns.name().equalsIgnoreCase(value);
            }
            return name instanceof GeneralName.IpAddress address
                    && one.peerName().startsWith("IP:")
                    && address.octets().equals(PathSuites.address(value));
        }
    }
}
