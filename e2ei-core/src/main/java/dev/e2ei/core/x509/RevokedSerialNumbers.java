package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.DerReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The entries of a revocation list as an index into its octets: eight octets an entry, sorted, and no object. An entry is
 * read again when it is asked for.
 */
final class RevokedSerialNumbers {
    static final RevokedSerialNumbers NONE = new RevokedSerialNumbers(new long[0], true);

    // Hash of the serial number in the upper half, offset of the entry in the lower.
    private final long[] index;
    private final boolean extensionsAllowed;

    private RevokedSerialNumbers(long[] index, boolean extensionsAllowed) {
        this.index = index;
        this.extensionsAllowed = extensionsAllowed;
    }

    /** Reads and indexes all entries; {@code visitor} sees each once. */
    static RevokedSerialNumbers read(
            DerReader entries, boolean extensionsAllowed, Consumer<RevokedCertificate> visitor) {
        long[] index = new long[64];
        int size = 0;
        while (!entries.isAtEnd()) {
            int offset = entries.position();
            RevokedCertificate entry = RevokedCertificate.read(entries, extensionsAllowed);
            visitor.accept(entry);
            if (size == index.length) {
                index = Arrays.copyOf(index, size * 2);
            }
            index[size++] = (long) entry.serialNumber().hashCode() << 32 | offset;
        }
        long[] exact = Arrays.copyOf(index, size);
        Arrays.sort(exact);
        return new RevokedSerialNumbers(exact, extensionsAllowed);
    }

    int size() {
        return index.length;
    }

    /** All entries with the given serial number; a list may name one several times. */
    List<RevokedCertificate> find(Bytes serialNumber, byte[] crl) {
        long hash = (long) serialNumber.hashCode() << 32;
        int place = Arrays.binarySearch(index, hash);
        List<RevokedCertificate> found = new ArrayList<>();
        for (int i = place < 0 ? -place - 1 : place; i < index.length && index[i] >>> 32 == hash >>> 32; i++) {
            RevokedCertificate entry = entry(i, crl);
            if (entry.serialNumber().equals(serialNumber)) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Whether each serial number of another list is one of this list too. */
    boolean containsAll(RevokedSerialNumbers other, byte[] otherCrl, byte[] crl) {
        for (int i = 0; i < other.index.length; i++) {
            if (find(other.entry(i, otherCrl).serialNumber(), crl).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private RevokedCertificate entry(int place, byte[] crl) {
        return RevokedCertificate.read(DerReader.from(crl, (int) index[place], "CertificateList"), extensionsAllowed);
    }
}
