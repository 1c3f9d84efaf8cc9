package dev.e2ei.tests.paths;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.pki.PathBuilder;
import dev.e2ei.core.pki.PathRequirements;
import dev.e2ei.core.pki.PolicyInputs;
import dev.e2ei.core.pki.Purpose;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.pki.ValidityCheck;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.X509Crypto;
import dev.e2ei.tests.paths.PathAnswer.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers the cases of a suite with our validator; what a suite asks for beyond a Wire client's rules is set here. */
final class PathCaseValidator {
    private static final Set<Reason> UNSUPPORTED =
            EnumSet.of(Reason.UNSUPPORTED_ALGORITHM, Reason.UNSUPPORTED_NAME_CONSTRAINT);

    private static final int LEGACY_RSA_KEY = 1024;

    private final X509Crypto modern =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow().x509();

    /** Accepted if one of the purposes of the case is; else why the first is not. */
    PathAnswer answer(PathCase one) {
        List<PathAnswer> answers = CasePurposes.of(one).stream()
                .map(purpose -> answer(one, purpose))
                .toList();
        return answers.stream()
                .filter(answer -> answer.kind() == Kind.ACCEPTED)
                .findFirst()
                .orElse(answers.get(0));
    }

    private PathAnswer answer(PathCase one, Purpose purpose) {
        try {
            return new Run(one).answer(purpose);
        } catch (MalformedCertificateException e) {
            return new PathAnswer(isUnknownForm(e) ? Kind.UNSUPPORTED : Kind.REFUSED, e.getMessage());
        } catch (PathRejectedException e) {
            return new PathAnswer(UNSUPPORTED.contains(e.reason()) ? Kind.UNSUPPORTED : Kind.REFUSED, e.getMessage());
        } catch (PkiException e) {
            return new PathAnswer(Kind.REFUSED, e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            return new PathAnswer(Kind.UNDECLARED, e.toString());
        }
    }

    /** Names of forms that later editions of X.509 may bring. */
    private static boolean isUnknownForm(MalformedCertificateException e) {
        return e.reason() == MalformedCertificateException.Reason.TAG
                && e.path().endsWith("generalName");
    }

    private final class Run {
        private final PathCase one;
        private final X509Crypto crypto;

        Run(PathCase one) {
            this.one = one;
            this.crypto = isLegacy() ? new LegacyX509Crypto(modern) : modern;
        }

        /** Real certificates of a time when SHA-1 was good; nothing but these cases sees a validator that takes it. */
        private boolean isLegacy() {
            return one.isOf("boringssl-chain") && one.at().isBefore(Instant.parse("2015-01-01T00:00:00Z"));
        }

        PathAnswer answer(Purpose purpose) {
            ParsedCertificate leaf = ParsedCertificate.parse(one.leaf());
            List<ParsedCertificate> intermediates = parseable(one.intermediates());
            TrustStore trust = trust(intermediates);
            CaseRevocation revocation = new CaseRevocation(one, trust, crypto);
            VerifiedPath path = new PathBuilder(trust, crypto, requirements(purpose))
                    .build(
                            leaf,
                            intermediates,
                            candidate -> revocation.problem(candidate).isEmpty()
                                    && timeProblem(candidate).isEmpty());
            timeProblem(path).ifPresent(problem -> {
                throw problem;
            });
            Optional<PathAnswer> problem = revocation
                    .problem(path)
                    .or(revocation::unsupported)
                    .or(() -> CaseProfile.problem(one, path).map(why -> new PathAnswer(Kind.REFUSED, why)));
            if (problem.isPresent()) {
                return problem.get();
            }
            return PeerName.allMatch(one.peerName(), leaf)
                    ? new PathAnswer(Kind.ACCEPTED, "")
                    : new PathAnswer(Kind.REFUSED, "expected the peer name " + one.peerName() + ", found others");
        }

        private PathRequirements requirements(Purpose purpose) {
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
            return kind.isEmpty() || kind.contains("CONSTRAINTS") || CasePurposes.isStrict(one);
        }

        private Optional<PathRejectedException> timeProblem(VerifiedPath path) {
            boolean anchorExpires =
                    one.flag("trust").isEmpty() || one.flag("trust").contains("EXPIRATION");
            return ValidityCheck.finding(
                    anchorExpires ? path.withAnchor() : path.certificates(), one.at(), Duration.ZERO);
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

        private List<ParsedCertificate> parseable(List<Bytes> certificates) {
            List<ParsedCertificate> parsed = new ArrayList<>();
            for (Bytes der : certificates) {
                try {
                    parsed.add(ParsedCertificate.parse(der));
                } catch (MalformedCertificateException e) {
                    // What cannot be read cannot be used.
                    if (certificates.equals(one.roots()) && isUnknownForm(e)) {
                        throw e;
                    }
                }
            }
            return parsed;
        }
    }
}
