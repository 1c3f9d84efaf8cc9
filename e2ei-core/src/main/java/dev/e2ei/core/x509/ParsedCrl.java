package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A revocation list, RFC 5280 section 5.1, read whole and strictly. Keeps the received octets; a list of a million entries
 * takes its own size and eight octets an entry, and little more while it is read. It proves nothing: see {@code core.pki}.
 */
public final class ParsedCrl {
    /** The largest list that is read, in octets. */
    public static final int MAX_SIZE = 64 * 1024 * 1024;

    private final byte[] der;
    private final int tbsFrom;
    private final int tbsTo;
    private final AlgorithmIdentifier signatureAlgorithm;
    private final DistinguishedName issuer;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final RevokedSerialNumbers revoked;
    private final Set<ObjectIdentifier> unrecognizedEntryExtensions = new HashSet<>();
    private boolean entriesOfOtherIssuers;
    private final CrlExtensions extensions;
    private final Bytes signature;

    private ParsedCrl(byte[] der) {
        this.der = der;
        DerReader list = DerReader.overSequence(der, "CertificateList");
        tbsFrom = list.position();
        DerReader tbs = list.sequence("tbsCertList");
        tbsTo = list.position();
        int version = readVersion(tbs);
        AlgorithmIdentifier inner = AlgorithmIdentifier.read(tbs, "signature");
        issuer = DistinguishedName.read(tbs, "issuer");
        thisUpdate = tbs.time("thisUpdate");
        nextUpdate = tbs.nextIs(DerTag.UTC_TIME) || tbs.nextIs(DerTag.GENERALIZED_TIME)
                ? Optional.of(tbs.time("nextUpdate"))
                : Optional.empty();
        revoked = tbs.nextIs(DerTag.SEQUENCE)
                ? RevokedSerialNumbers.read(der, tbs.sequence("revokedCertificates"), version == 2, this::visit)
                : RevokedSerialNumbers.NONE;
        extensions = version == 2 && tbs.nextIs(DerTag.constructed(0)) ? readExtensions(tbs) : CrlExtensions.none();
        tbs.expectEnd();
        signatureAlgorithm = AlgorithmIdentifier.read(list, "signatureAlgorithm");
        if (!signatureAlgorithm.equals(inner)) {
            throw list.malformed(Reason.VALUE, "the two signature algorithms differ");
        }
        signature = list.bitString(DerTag.BIT_STRING, "signatureValue");
        list.expectEnd();
    }

    /**
     * Reads a revocation list.
     *
     * @param der exactly one list, at most {@link #MAX_SIZE} octets
     * @throws MalformedCertificateException if it is anything else
     */
    public static ParsedCrl parse(byte[] der) {
        return take(der.length > MAX_SIZE ? der : der.clone());
    }

    /** The same without a copy: the array belongs to the list afterwards, and nobody changes it. */
    public static ParsedCrl take(byte[] der) {
        if (der.length > MAX_SIZE) {
            throw new MalformedCertificateException(
                    Reason.TOO_LARGE, MAX_SIZE, "CertificateList", der.length + " octets, at most " + MAX_SIZE);
        }
        return new ParsedCrl(der);
    }

    private void visit(RevokedCertificate entry) {
        if (unrecognizedEntryExtensions.isEmpty()) {
            unrecognizedEntryExtensions.addAll(entry.unrecognizedCritical());
        }
        entriesOfOtherIssuers |= entry.hasCertificateIssuer();
    }

    private static int readVersion(DerReader tbs) {
        if (!tbs.nextIs(DerTag.INTEGER)) {
            return 1;
        }
        int from = tbs.position();
        if (tbs.smallInteger(DerTag.INTEGER, 1, "version") != 1) {
            throw tbs.malformed(Reason.VALUE, from, "version", "a version is absent or 2");
        }
        return 2;
    }

    private static CrlExtensions readExtensions(DerReader tbs) {
        DerReader explicit = tbs.enter(DerTag.constructed(0), "crlExtensions");
        CrlExtensions extensions = CrlExtensions.read(explicit);
        explicit.expectEnd();
        return extensions;
    }

    /** The list as received; a copy. */
    public Bytes encoded() {
        return Bytes.of(der);
    }

    /** Hands the list as received out without a copy; the taker leaves the array as it is. */
    public void write(Consumer<byte[]> taker) {
        taker.accept(der);
    }

    /** Takes the octets that are signed, as a part of an array that it leaves as it is. */
    public interface SignedPart {
        boolean verify(byte[] octets, int from, int to);
    }

    /** Hands the signed octets out without a copy. */
    public boolean verify(SignedPart verifier) {
        return verifier.verify(der, tbsFrom, tbsTo);
    }

    public AlgorithmIdentifier signatureAlgorithm() {
        return signatureAlgorithm;
    }

    public DistinguishedName issuer() {
        return issuer;
    }

    public Instant thisUpdate() {
        return thisUpdate;
    }

    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    /** How many entries there are. */
    public int size() {
        return revoked.size();
    }

    /** All entries about a serial number, given as the content of its INTEGER. */
    public List<RevokedCertificate> entries(Bytes serialNumber) {
        return revoked.find(serialNumber);
    }

    /** Whether this list names every serial number that another one names. */
    public boolean listsAllOf(ParsedCrl other) {
        return revoked.containsAll(other.revoked);
    }

    /** Critical extensions that nothing here processes, of the first entry that has any. */
    public Set<ObjectIdentifier> unrecognizedEntryExtensions() {
        return Set.copyOf(unrecognizedEntryExtensions);
    }

    /** Whether an entry is about another issuer's certificate. */
    public boolean hasEntriesOfOtherIssuers() {
        return entriesOfOtherIssuers;
    }

    public CrlExtensions extensions() {
        return extensions;
    }

    public Bytes signature() {
        return signature;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParsedCrl that && Arrays.equals(der, that.der);
    }

    /** No two signatures are likely to be equal: the rest need not be read. */
    @Override
    public int hashCode() {
        return signature.hashCode();
    }

    @Override
    public String toString() {
        return "CRL of " + issuer + ", " + thisUpdate + ", " + size() + " entries";
    }
}
