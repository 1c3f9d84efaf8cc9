package dev.e2ei.core.framing;

import dev.e2ei.core.codec.TlsReader;
import java.util.stream.Stream;

/** WireFormat, RFC 9420, section 6. */
public enum WireFormat {
    /** Signed, and readable by the delivery service. */
    PUBLIC_MESSAGE(1),
    /** Signed and encrypted. */
    PRIVATE_MESSAGE(2),
    /** For those who are added. */
    WELCOME(3),
    /** For those who come by themselves. */
    GROUP_INFO(4),
    /** For those who add. */
    KEY_PACKAGE(5);

    private final int code;

    WireFormat(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static WireFormat read(TlsReader in) {
        int code = in.field("wire_format").u16();
        return Stream.of(values())
                .filter(format -> format.code == code)
                .findFirst()
                .orElseThrow(() -> in.malformed("wire format " + code + " is not known"));
    }
}
