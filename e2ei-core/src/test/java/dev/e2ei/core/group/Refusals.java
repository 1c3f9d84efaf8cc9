package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import java.util.Map;

/** A refused message leaves memory and store as they were, to the octet. */
final class Refusals {
    private Refusals() {}

    /** Refused for breaking a rule. */
    static void assertRefused(String rule, TestMember member, Bytes message) {
        MlsException refusal = refusal(member, message);
        assertEquals(ErrorCode.MLS_REJECTED, refusal.code(), refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith(rule + ":"), refusal.getMessage());
    }

    static void assertRefused(ErrorCode code, TestMember member, Bytes message) {
        assertEquals(code, refusal(member, message).code());
    }

    private static MlsException refusal(TestMember member, Bytes message) {
        Map<String, String> memory = RecordedRows.of(member.state()).content();
        Map<String, String> store = RecordedRows.of(member.stored()).content();
        MlsException refusal = assertThrows(MlsException.class, () -> member.process(message));
        assertEquals(memory, RecordedRows.of(member.state()).content());
        assertEquals(store, RecordedRows.of(member.stored()).content());
        return refusal;
    }

    /** The message with one octet changed. */
    static Bytes flipped(Bytes message, int place) {
        byte[] octets = message.toByteArray();
        octets[place < 0 ? octets.length + place : place] ^= 1;
        return Bytes.of(octets);
    }
}
