package dev.e2ei.tests.peer;

import java.util.Optional;

/** A failure that the protocol has a name for. */
@SuppressWarnings("serial")
final class PeerException extends RuntimeException {
    private final String type;
    private final String name;
    private final Optional<String> context;

    PeerException(String type, String name, String message) {
        this(type, name, message, Optional.empty());
    }

    private PeerException(String type, String name, String message, Optional<String> context) {
        super(message);
        this.type = type;
        this.name = name;
        this.context = context;
    }

    /** One of MLS, with its kind. */
    static PeerException mls(String kind, String message) {
        return new PeerException("Mls", "MlsError" + kind, message, Optional.of(kind));
    }

    String type() {
        return type;
    }

    String name() {
        return name;
    }

    /** The kind of an MLS error. */
    Optional<String> context() {
        return context;
    }
}
