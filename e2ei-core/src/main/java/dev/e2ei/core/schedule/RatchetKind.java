package dev.e2ei.core.schedule;

/** The two ratchets of a leaf, RFC 9420, section 9. */
public enum RatchetKind {
    /** For proposals and commits. */
    HANDSHAKE("handshake"),
    /** For application data. */
    APPLICATION("application");

    private final String label;

    RatchetKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
