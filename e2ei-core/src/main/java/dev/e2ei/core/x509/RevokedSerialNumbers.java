package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The entries of a revocation list as an index into its octets: eight octets an entry, sorted by a hash of the serial number
 * and then by the serial number itself, so that no choice of serial numbers makes a search long. An entry is read again when
 * it is asked for. An entry that takes a certificate off the list, reason removeFromCRL, is read and not kept.
 */
final class RevokedSerialNumbers {
    static final RevokedSerialNumbers NONE = new RevokedSerialNumbers(new byte[0], new long[0], true);

    private static final int MAX_REPETITIONS = 16;
    private static final int REMOVE_FROM_CRL = 8;

    private final byte[] crl;
    // Hash of the serial number in the upper half, offset of the entry in the lower.
    private final long[] index;
    private final boolean extensionsAllowed;

    private RevokedSerialNumbers(byte[] crl, long[] index, boolean extensionsAllowed) {
        this.crl = crl;
        this.index = index;
        this.extensionsAllowed = extensionsAllowed;
    }

    /**
     * Reads and indexes all entries.
     *
     * @param crl the octets that {@code entries} is over
     * @param visitor sees each entry that is more than a serial number, a date and a reason
     */
    static RevokedSerialNumbers read(
            byte[] crl, DerReader entries, boolean extensionsAllowed, Consumer<RevokedCertificate> visitor) {
        long[] index = new long[64];
        int size = 0;
        while (!entries.isAtEnd()) {
            int offset = entries.position();
            if (PlainEntry.isAt(crl, offset, extensionsAllowed)) {
                entries.skip("revokedCertificate");
            } else {
                RevokedCertificate entry = RevokedCertificate.read(entries, extensionsAllowed);
                visitor.accept(entry);
                if (entry.reason().orElse(0) == REMOVE_FROM_CRL) {
                    continue;
                }
            }
            if (size == index.length) {
                index = Arrays.copyOf(index, size + size / 2);
            }
            index[size++] = (long) hash(crl, offset) << 32 | offset;
        }
        index = Arrays.copyOf(index, size);
        Arrays.sort(index);
        RevokedSerialNumbers numbers = new RevokedSerialNumbers(crl, index, extensionsAllowed);
        numbers.sortEqualHashes();
        numbers.checkRepetitions(entries);
        return numbers;
    }

    private void sortEqualHashes() {
        int from = 0;
        for (int to = 1; to <= index.length; to++) {
            if (to == index.length || index[to] >>> 32 != index[from] >>> 32) {
                if (to - from > 1) {
                    long[] sorted = LongStream.of(Arrays.copyOfRange(index, from, to))
                            .boxed()
                            .sorted((one, other) -> compare(one, crl, other))
                            .mapToLong(Long::longValue)
                            .toArray();
                    System.arraycopy(sorted, 0, index, from, sorted.length);
                }
                from = to;
            }
        }
    }

    /** An authority may name a certificate once more for another reason; beyond that it is after our time. */
    private void checkRepetitions(DerReader entries) {
        for (int i = MAX_REPETITIONS; i < index.length; i++) {
            if (compare(index[i - MAX_REPETITIONS], crl, index[i]) == 0) {
                throw entries.malformed(
                        Reason.DUPLICATE,
                        (int) index[i],
                        "revokedCertificate",
                        "a serial number that occurs more than " + MAX_REPETITIONS + " times");
            }
        }
    }

    int size() {
        return index.length;
    }

    /** All entries with the given serial number; a list may name one several times. */
    List<RevokedCertificate> find(Bytes serialNumber) {
        int low = 0;
        int high = index.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (compare(index[middle], serialNumber) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<RevokedCertificate> found = new ArrayList<>();
        for (int i = low; i < index.length && compare(index[i], serialNumber) == 0; i++) {
            DerReader entry = DerReader.from(crl, (int) index[i], "CertificateList");
            found.add(RevokedCertificate.read(entry, extensionsAllowed));
        }
        return found;
    }

    /** Whether each serial number of another list is one of this list too; both are gone through once. */
    boolean containsAll(RevokedSerialNumbers other) {
        int place = 0;
        for (long wanted : other.index) {
            while (place < index.length && compare(index[place], other.crl, wanted) < 0) {
                place++;
            }
            if (place == index.length || compare(index[place], other.crl, wanted) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Compares with an entry of another list. */
    private int compare(long own, byte[] otherCrl, long other) {
        int hashes = Integer.compare((int) (own >>> 32), (int) (other >>> 32));
        if (hashes != 0) {
            return hashes;
        }
        int from = serialNumberFrom(crl, (int) own);
        int otherFrom = serialNumberFrom(otherCrl, (int) other);
        return Arrays.compare(
                crl,
                from,
                from + serialNumberLength(crl, (int) own),
                otherCrl,
                otherFrom,
                otherFrom + serialNumberLength(otherCrl, (int) other));
    }

    private int compare(long own, Bytes serialNumber) {
        int hashes = Integer.compare((int) (own >>> 32), serialNumber.hashCode());
        if (hashes != 0) {
            return hashes;
        }
        int from = serialNumberFrom(crl, (int) own);
        int length = serialNumberLength(crl, (int) own);
        for (int i = 0; i < Math.min(length, serialNumber.size()); i++) {
            int octets = Byte.compare(crl[from + i], serialNumber.at(i));
            if (octets != 0) {
                return octets;
            }
        }
        return Integer.compare(length, serialNumber.size());
    }

    /** The hash that {@link Bytes} has. */
    private static int hash(byte[] crl, int entry) {
        int from = serialNumberFrom(crl, entry);
        int to = from + serialNumberLength(crl, entry);
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + crl[i];
        }
        return hash;
    }

    private static int serialNumberFrom(byte[] crl, int entry) {
        return contentFrom(crl, contentFrom(crl, entry));
    }

    private static int serialNumberLength(byte[] crl, int entry) {
        int element = contentFrom(crl, entry);
        int first = crl[element + 1];
        int length = first < 0 ? 0 : first;
        for (int i = element + 2; i < contentFrom(crl, element) && first < 0; i++) {
            length = length << 8 | crl[i] & 0xff;
        }
        return length;
    }

    /** Where the content of an element begins that was read before. */
    private static int contentFrom(byte[] crl, int element) {
        int first = crl[element + 1];
        return element + 2 + (first < 0 ? first & 0x7f : 0);
    }
}
