package dev.e2ei.core.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.api.error.MlsException;
import java.util.Arrays;
import java.util.Optional;

/** What holds for the wire form of every structure. */
public final class CodecLaws {
    private static final int[] MASKS = {0x01, 0x40, 0x80, 0xff};

    private CodecLaws() {}

    /** COD-5, COD-6, COD-9: read and written again it is the same; shorter by any number of octets or longer by one it is none. */
    public static <T> void hold(TlsCodec<T> codec, byte[] octets) {
        assertEquals(Bytes.of(octets), Bytes.of(codec.toOctets(read(codec, octets))));
        for (int length = 0; length < octets.length; length++) {
            byte[] prefix = Arrays.copyOf(octets, length);
            assertThrows(MalformedMessageException.class, () -> read(codec, prefix), () -> prefix.length + " octets");
        }
        byte[] longer = Arrays.copyOf(octets, octets.length + 1);
        assertThrows(MalformedMessageException.class, () -> read(codec, longer));
        mutated(codec, octets);
    }

    /** With any octet changed it is refused by an exception of ours, or it is another structure of just these octets. */
    private static <T> void mutated(TlsCodec<T> codec, byte[] octets) {
        for (int place = 0; place < octets.length; place++) {
            for (int mask : MASKS) {
                byte[] other = octets.clone();
                other[place] ^= (byte) mask;
                readIfAny(codec, other)
                        .ifPresent(value -> assertEquals(Bytes.of(other), Bytes.of(codec.toOctets(value))));
            }
        }
    }

    private static <T> Optional<T> readIfAny(TlsCodec<T> codec, byte[] octets) {
        try {
            return Optional.of(read(codec, octets));
        } catch (MlsException refused) {
            return Optional.empty();
        }
    }

    private static <T> T read(TlsCodec<T> codec, byte[] octets) {
        return codec.fromOctets(octets, DecodeLimits.MESSAGE);
    }
}
