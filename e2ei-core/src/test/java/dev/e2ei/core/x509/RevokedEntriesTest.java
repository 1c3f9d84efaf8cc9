package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Entries of a revocation list")
class RevokedEntriesTest {
    private static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
    private static final TestKey KEY = TestKey.p256();

    private static byte[] entry(byte[] serialNumber, String date, int reason) {
        return DerWriter.sequenceOf(out -> {
            out.primitive(DerTag.INTEGER, serialNumber);
            out.primitive(
                    date.length() == 13 ? DerTag.UTC_TIME : DerTag.GENERALIZED_TIME,
                    date.getBytes(StandardCharsets.US_ASCII));
            if (reason >= 0) {
                out.sequence(all -> all.sequence(one -> one.objectIdentifier(ObjectIdentifier.of("2.5.29.21"))
                        .octetString(new byte[] {0x0a, 1, (byte) reason})));
            }
        });
    }

    private static ParsedCrl list(List<byte[]> entries) {
        DerWriter all = new DerWriter();
        entries.forEach(all::element);
        return ParsedCrl.take(
                TestCrl.of("CA", ISSUED).number(1).entries(all.toByteArray()).signedBy(KEY));
    }

    private static boolean isRead(byte[] octets, int at, boolean extensionsAllowed) {
        try {
            RevokedCertificate.read(DerReader.from(octets, at, "list"), extensionsAllowed);
            return true;
        } catch (MalformedCertificateException e) {
            return false;
        }
    }

    @Test
    @DisplayName("of the plain shapes are recognized, and whatever is recognized would be read too")
    void plain() {
        List<byte[]> shapes = List.of(
                entry(new byte[] {5}, "260601000000Z", -1),
                entry(new byte[] {-5}, "491228235959Z", 0),
                entry(new byte[] {0, -128, 3}, "500101000000Z", 10),
                entry(new byte[] {-1, 127}, "991201235959Z", 1),
                entry(new byte[90], "260601000000Z", -1));
        for (byte[] shape : shapes.subList(0, 4)) {
            assertTrue(PlainEntry.isAt(shape, 0, true));
        }
        assertTrue(PlainEntry.isAt(shapes.get(0), 0, false));
        assertFalse(PlainEntry.isAt(shapes.get(1), 0, false), "an extension in version 1");
        assertFalse(PlainEntry.isAt(shapes.get(4), 0, true), "a serial number with zeros before it");
        Random random = new Random(8);
        int recognized = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] octets = shapes.get(random.nextInt(shapes.size())).clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(octets, random.nextInt(8) == 0 ? random.nextInt(octets.length) : octets.length);
            boolean extensionsAllowed = random.nextBoolean();
            if (PlainEntry.isAt(cut, 0, extensionsAllowed)) {
                recognized++;
                assertTrue(
                        isRead(cut, 0, extensionsAllowed), () -> Bytes.of(cut).hex());
            }
        }
        assertTrue(recognized > 2_000, recognized + " of the changed ones");
    }

    @ParameterizedTest
    @CsvSource({
        "260228000000Z, true", "260229000000Z, false", "240229000000Z, true", "260230000000Z, false",
        "260630000000Z, true", "260631000000Z, false", "260731235959Z, true", "260732000000Z, false",
        "260600000000Z, false", "261301000000Z, false", "260001000000Z, false", "260601240000Z, false",
        "260601236000Z, false", "260601235960Z, false", "26060100000aZ, false", "26060100000/Z, false",
        "2606010000000, false", "20500101000000Z, true", "99991231235959Z, true", "20500229000000Z, false"
    })
    @DisplayName("have a date that exists")
    void dates(String date, boolean exists) {
        byte[] entry = entry(new byte[] {5}, date, -1);
        assertEquals(exists, isRead(entry, 0, true));
        assertFalse(PlainEntry.isAt(entry, 0, true) && !exists);
        if (exists) {
            ParsedCrl list = list(List.of(entry));
            assertEquals(1, list.entries(Bytes.of((byte) 5)).size());
        } else {
            assertThrows(MalformedCertificateException.class, () -> list(List.of(entry)));
        }
    }

    @Test
    @DisplayName("are found whatever the length of the serial number, by the whole of it")
    void lengths() {
        List<byte[]> entries = new ArrayList<>();
        List<Bytes> numbers = new ArrayList<>();
        for (int length : new int[] {1, 2, 20, 108, 109, 110, 127, 128, 200, 255, 256, 300}) {
            byte[] number = new byte[length];
            Arrays.fill(number, (byte) 0x41);
            numbers.add(Bytes.of(number));
            entries.add(entry(number, "260601000000Z", length % 2 == 0 ? 4 : -1));
        }
        ParsedCrl list = list(entries);
        for (Bytes number : numbers) {
            assertEquals(number, list.entries(number).get(0).serialNumber());
        }
        assertTrue(list.entries(Bytes.EMPTY).isEmpty());
        assertTrue(list.entries(Bytes.of(new byte[] {0x41, 0x41, 0x41})).isEmpty());
    }

    /** Serial numbers of which all have one hash: each pair of octets can be a, b or a + 1, b - 31. */
    private static byte[] colliding(int choice, int pairs) {
        byte[] number = new byte[2 * pairs];
        for (int i = 0; i < pairs; i++) {
            boolean other = (choice >> i & 1) == 1;
            number[2 * i] = (byte) (other ? 0x42 : 0x41);
            number[2 * i + 1] = (byte) (other ? 0x21 : 0x40);
        }
        return number;
    }

    @Test
    @DisplayName("are found in a time that no choice of serial numbers makes long")
    void collisions() {
        int pairs = 17;
        int count = 1 << pairs;
        List<byte[]> entries = new ArrayList<>();
        for (int choice = 0; choice < count; choice++) {
            entries.add(entry(colliding(choice, pairs), "260601000000Z", -1));
        }
        assertEquals(
                Bytes.of(colliding(0, pairs)).hashCode(),
                Bytes.of(colliding(count - 1, pairs)).hashCode());
        ParsedCrl list = list(entries);
        entries.remove(0);
        ParsedCrl fewer = list(entries);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int choice = 0; choice < count; choice++) {
                assertEquals(1, list.entries(Bytes.of(colliding(choice, pairs))).size());
            }
            assertTrue(list.listsAllOf(fewer));
            assertFalse(fewer.listsAllOf(list));
        });
    }

    @Test
    @DisplayName("may name a certificate sixteen times, and no more")
    void repetitions() {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            entries.add(entry(new byte[] {7}, "260601000000Z", -1));
            entries.add(entry(new byte[] {8, (byte) i}, "260601000000Z", -1));
        }
        assertEquals(16, list(entries).entries(Bytes.of((byte) 7)).size());
        entries.add(entry(new byte[] {7}, "260601000000Z", 3));
        MalformedCertificateException refusal = assertThrows(MalformedCertificateException.class, () -> list(entries));
        assertEquals(Reason.DUPLICATE, refusal.reason());
        assertTrue(refusal.path().endsWith("revokedCertificates.revokedCertificate"), refusal.path());
    }
}
