package dev.e2ei.core.framing;

import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.schedule.RatchetKind;
import java.util.stream.Stream;

/** ContentType, RFC 9420, section 6. */
public enum ContentType {
    /** The application's octets. */
    APPLICATION(1),
    /** A proposal. */
    PROPOSAL(2),
    /** A commit. */
    COMMIT(3);

    private final int code;

    ContentType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** {@return the ratchet whose keys hide such content} */
    public RatchetKind ratchet() {
        return this == APPLICATION ? RatchetKind.APPLICATION : RatchetKind.HANDSHAKE;
    }

    static ContentType read(TlsReader in) {
        int code = in.field("content_type").u8();
        return Stream.of(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElseThrow(() -> in.malformed("content type " + code + " is not known"));
    }
}
