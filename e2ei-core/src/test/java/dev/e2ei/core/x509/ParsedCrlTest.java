package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TestName;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A revocation list")
class ParsedCrlTest {
    private static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
    private static final TestKey KEY = TestKey.p256();
    /** How many entries the long list has; a million is asked for on the command line. */
    private static final int ENTRIES = Integer.getInteger("e2ei.crl.entries", 200_000);

    @Test
    @DisplayName("of version 1 has no extensions, and one of version 2 has them typed")
    void versions() {
        ParsedCrl one =
                ParsedCrl.parse(TestCrl.of("CA", ISSUED).versionOne().revoke(5).signedBy(KEY));
        assertTrue(one.extensions().number().isEmpty());
        assertEquals(1, one.entries(Bytes.of((byte) 5)).size());
        ParsedCrl two = ParsedCrl.parse(TestCrl.of("CA", ISSUED)
                .number(9)
                .revoke(5, "2.5.29.21", false, new byte[] {0x0a, 1, 4})
                .signedBy(KEY));
        assertEquals(BigInteger.valueOf(9), two.extensions().number().orElseThrow());
        assertEquals(OptionalInt.of(4), two.entries(Bytes.of((byte) 5)).get(0).reason());
        assertEquals(ISSUED, two.entries(Bytes.of((byte) 5)).get(0).revocationDate());
        assertTrue(two.entries(Bytes.of((byte) 6)).isEmpty());
        assertEquals("CRL of CN=CA, 2026-06-01T00:00:00Z, 1 entries", two.toString());
    }

    @Test
    @DisplayName("revokes what it lists even where an entry's list of extensions has no members")
    void emptyEntryExtensions() {
        ParsedCrl crl = ParsedCrl.parse(
                TestCrl.of("CA", ISSUED).revokeWithoutExtensions(5).revoke(6).signedBy(KEY));
        RevokedCertificate entry = crl.entries(Bytes.of((byte) 5)).get(0);
        assertEquals(OptionalInt.empty(), entry.reason());
        assertEquals(ISSUED, entry.revocationDate());
        assertEquals(1, crl.entries(Bytes.of((byte) 6)).size());
    }

    @Test
    @DisplayName("knows whether it names all that another one names")
    void containment() {
        ParsedCrl small = ParsedCrl.parse(TestCrl.of("CA", ISSUED).revoke(1, 2).signedBy(KEY));
        ParsedCrl large =
                ParsedCrl.parse(TestCrl.of("CA", ISSUED).revoke(3, 2, 1, 2).signedBy(KEY));
        assertTrue(large.listsAllOf(small));
        assertFalse(small.listsAllOf(large));
        assertEquals(2, large.entries(Bytes.of((byte) 2)).size());
    }

    @Test
    @DisplayName("of many entries finds each of them and no other")
    void manyEntries() {
        byte[] der = longList(ENTRIES);
        long before = used();
        long start = System.nanoTime();
        ParsedCrl crl = ParsedCrl.parse(der);
        long parsed = System.nanoTime();
        assertEquals(ENTRIES, crl.size());
        assertEquals(1, crl.entries(serial(0)).size());
        assertEquals(1, crl.entries(serial(ENTRIES - 1)).size());
        assertTrue(crl.entries(serial(ENTRIES)).isEmpty());
        for (int i = 0; i < ENTRIES; i += 997) {
            assertEquals(serial(i), crl.entries(serial(i)).get(0).serialNumber());
        }
        System.out.printf(
                "%,d entries, %,d octets: parsed in %d ms, %d MiB more in use%n",
                ENTRIES, der.length, (parsed - start) / 1_000_000, (used() - before) >> 20);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Bytes serial(int number) {
        return Bytes.of(
                BigInteger.valueOf(number).shiftLeft(100).add(BigInteger.ONE).toByteArray());
    }

    private static byte[] longList(int entries) {
        DerWriter all = new DerWriter();
        byte[] date = new DerWriter()
                .primitive(DerTag.UTC_TIME, "260601000000Z".getBytes(StandardCharsets.US_ASCII))
                .toByteArray();
        for (int i = 0; i < entries; i++) {
            byte[] number = serial(i).toByteArray();
            all.sequence(entry -> entry.primitive(DerTag.INTEGER, number).element(date));
        }
        byte[] revoked = all.toByteArray();
        ObjectIdentifier algorithm = ObjectIdentifier.of("1.3.101.112");
        return DerWriter.sequenceOf(out -> out.sequence(tbs -> tbs.integer(1)
                        .sequence(identifier -> identifier.objectIdentifier(algorithm))
                        .element(TestName.of("CN", "CA"))
                        .element(date)
                        .element(date)
                        .primitive(DerTag.SEQUENCE, revoked))
                .sequence(identifier -> identifier.objectIdentifier(algorithm))
                .bitString(new byte[64]));
    }
}
