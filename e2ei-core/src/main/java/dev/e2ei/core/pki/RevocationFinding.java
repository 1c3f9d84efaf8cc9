package dev.e2ei.core.pki;

import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.api.trust.RevocationEvidence;
import dev.e2ei.core.x509.ParsedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What the lists in force say about one certificate. It is put into words only for those who ask. */
public final class RevocationFinding {
    /** What the lists in force say. */
    public enum State {
        /** A current list answers for the certificate and does not name it. */
        GOOD,
        /** A list names it, be the list current or not. */
        REVOKED,
        /** The lists that answer for it do not name it, and are overdue. */
        STALE,
        /** No list of its issuer is registered. */
        MISSING,
        /** The lists of its issuer are about other certificates, or name another distribution point than it does. */
        OTHER_SCOPE,
        /** The lists that answer for it do not cover all reasons. */
        SOME_REASONS,
        /** Its distribution point names a list that it signs itself, which says nothing about it. */
        SIGNED_BY_ITSELF,
        /** The certificate of the authority that signed the list is not valid at that instant. */
        SIGNER_NOT_VALID
    }

    private final ParsedCertificate certificate;
    private final State state;
    private final Optional<CrlInForce> list;
    private final Optional<RevocationStart> start;
    private final Duration overdue;
    private final List<Instant> signerChanges;
    private final Supplier<String> explanation;

    private RevocationFinding(
            ParsedCertificate certificate,
            State state,
            Optional<CrlInForce> list,
            Optional<RevocationStart> start,
            Duration overdue,
            List<Instant> signerChanges,
            Supplier<String> explanation) {
        this.certificate = certificate;
        this.state = state;
        this.list = list;
        this.start = start;
        this.overdue = overdue;
        this.signerChanges = signerChanges;
        this.explanation = explanation;
    }

    /** By a list that answers and does not name the certificate; overdue for zero or more. */
    static RevocationFinding notListed(
            ParsedCertificate certificate, CrlInForce list, Duration overdue, List<Instant> signerChanges) {
        boolean current = overdue.isZero();
        return new RevocationFinding(
                certificate,
                current ? State.GOOD : State.STALE,
                Optional.of(list),
                Optional.empty(),
                overdue,
                signerChanges,
                () -> current
                        ? "not listed: " + certificate
                        : "the revocation list for " + certificate + " is overdue");
    }

    static RevocationFinding revoked(ParsedCertificate certificate, CrlInForce list, RevocationStart start) {
        return new RevocationFinding(
                certificate,
                State.REVOKED,
                Optional.of(list),
                Optional.of(start),
                Duration.ZERO,
                List.of(),
                () -> certificate + " " + start);
    }

    /** By no list, for the reason that the state names. */
    static RevocationFinding unanswered(
            ParsedCertificate certificate, State state, ParsedCertificate issuer, List<Instant> signerChanges) {
        return new RevocationFinding(
                certificate,
                state,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                signerChanges,
                () -> "revocation not checked for " + certificate + ": " + why(state, issuer));
    }

    private static String why(State state, ParsedCertificate issuer) {
        return switch (state) {
            case SOME_REASONS -> "the lists do not cover all reasons";
            case SIGNED_BY_ITSELF -> "its distribution point names a list that it signs itself";
            case SIGNER_NOT_VALID ->
                "the authority's certificate whose key signed the list is not valid at that instant";
            case OTHER_SCOPE ->
                "the lists of " + issuer
                        + " are about other certificates, or name another distribution point than this one does";
            default -> "no list of " + issuer + " is registered";
        };
    }

    public ParsedCertificate certificate() {
        return certificate;
    }

    public State state() {
        return state;
    }

    /** From which instant on it is revoked, {@link RevocationStart}; empty where no list names it. */
    public Optional<Instant> revokedSince() {
        return start.map(RevocationStart::since);
    }

    /** For how long the list that answers has been overdue; zero where it is not. */
    public Duration overdue() {
        return overdue;
    }

    /** When the next of the list that answers is due, without skew; empty where none answers. */
    public Optional<Instant> due() {
        return list.filter(answering -> start.isEmpty()).map(CrlInForce::due);
    }

    /** When the certificates begin and end of those who signed the lists that answer, where it is not the issuer. */
    public List<Instant> signerChanges() {
        return signerChanges;
    }

    /** One clause, without names of people. */
    public String explanation() {
        return explanation.get();
    }

    /** The list that decided, as the API shows it: under an address that the certificate names, if it is had there. */
    public Optional<RegisteredCrl> list() {
        return list.map(deciding -> deciding.registeredFor(certificate));
    }

    /** The same as evidence, with the subject of the certificate. */
    public RevocationEvidence evidence() {
        return new RevocationEvidence(
                certificate.subject().toString(),
                RevocationEvidence.State.valueOf(state.name()),
                list(),
                revokedSince().filter(since -> !since.equals(Instant.MIN)),
                start.map(from -> from.entry().reason()).orElse(OptionalInt.empty()),
                explanation());
    }

    /**
     * Whether the certificate was revoked already at an instant, such as when a message was sent. Nothing that is decided
     * now asks this: a clock that was set back would undo revocations.
     */
    public boolean wasRevokedAt(Instant instant) {
        return revokedSince().filter(since -> !instant.isBefore(since)).isPresent();
    }
}
