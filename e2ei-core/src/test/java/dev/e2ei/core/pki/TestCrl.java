package dev.e2ei.core.pki;

import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes revocation lists, right and wrong ones. The default is an empty list of version 2. */
public final class TestCrl {
    static final String NUMBER = "2.5.29.20";
    static final String DELTA = "2.5.29.27";
    static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    static final String REASON = "2.5.29.21";

    private final byte[] issuer;
    private final Instant thisUpdate;
    private final List<Consumer<DerWriter>> entries = new ArrayList<>();
    private final List<Consumer<DerWriter>> extensions = new ArrayList<>();
    private Instant nextUpdate;
    private boolean versionOne;
    private boolean withNextUpdate = true;
    private byte[] written = {};

    private TestCrl(byte[] issuer, Instant thisUpdate) {
        this.issuer = issuer;
        this.thisUpdate = thisUpdate;
        this.nextUpdate = thisUpdate.plusSeconds(86_400);
    }

    public static TestCrl of(String issuerName, Instant thisUpdate) {
        return new TestCrl(TestName.of("CN", issuerName), thisUpdate);
    }

    public TestCrl number(long number) {
        return extension(NUMBER, false, new DerWriter().integer(number).toByteArray());
    }

    public TestCrl nextUpdate(Instant due) {
        nextUpdate = due;
        return this;
    }

    public TestCrl withoutNextUpdate() {
        withNextUpdate = false;
        return this;
    }

    public TestCrl versionOne() {
        versionOne = true;
        return this;
    }

    public TestCrl revoke(long... serialNumbers) {
        for (long serialNumber : serialNumbers) {
            entries.add(entry -> entry.integer(serialNumber));
        }
        return this;
    }

    /** Entries in DER, one after the other. */
    public TestCrl entries(byte[] der) {
        written = der.clone();
        return this;
    }

    /** An entry with one extension. */
    public TestCrl revoke(long serialNumber, String id, boolean critical, byte[] value) {
        entries.add(entry -> {
            entry.integer(serialNumber);
            TestCertificate.writeTime(entry, thisUpdate);
            entry.sequence(all -> writeExtension(all, id, critical, value));
        });
        return this;
    }

    /** An entry with a date of its own, and the given extensions, none if they are empty. */
    TestCrl revokedOn(Instant date, long serialNumber, byte[] writtenExtensions) {
        entries.add(entry -> {
            entry.integer(serialNumber);
            TestCertificate.writeTime(entry, date);
            if (writtenExtensions.length > 0) {
                entry.sequence(all -> all.element(writtenExtensions));
            }
        });
        return this;
    }

    /** An entry whose list of extensions has none. */
    public TestCrl revokeWithoutExtensions(long serialNumber) {
        entries.add(entry -> {
            entry.integer(serialNumber);
            TestCertificate.writeTime(entry, thisUpdate);
            entry.sequence(all -> {});
        });
        return this;
    }

    public TestCrl extension(String id, boolean critical, byte[] value) {
        extensions.add(all -> writeExtension(all, id, critical, value));
        return this;
    }

    /** An issuing distribution point with an address and further content. */
    public TestCrl about(String uri, Consumer<DerWriter> further) {
        return extension(ISSUING_DISTRIBUTION_POINT, true, DerWriter.sequenceOf(out -> {
            if (!uri.isEmpty()) {
                TestExtensions.writePointName(out, uri);
            }
            further.accept(out);
        }));
    }

    static void writeExtension(DerWriter all, String id, boolean critical, byte[] value) {
        all.sequence(one -> {
            one.objectIdentifier(ObjectIdentifier.of(id));
            if (critical) {
                one.bool(true);
            }
            one.octetString(value);
        });
    }

    public byte[] signedBy(TestKey signer) {
        byte[] tbs = DerWriter.sequenceOf(out -> {
            if (!versionOne) {
                out.integer(BigInteger.ONE);
            }
            signer.writeAlgorithm(out);
            out.element(issuer);
            TestCertificate.writeTime(out, thisUpdate);
            if (withNextUpdate) {
                TestCertificate.writeTime(out, nextUpdate);
            }
            if (!entries.isEmpty() || written.length > 0) {
                out.sequence(all -> {
                    entries.forEach(entry -> all.element(complete(entry)));
                    all.element(written);
                });
            }
            if (!extensions.isEmpty()) {
                out.constructed(
                        DerTag.constructed(0),
                        explicit -> explicit.sequence(all -> extensions.forEach(one -> one.accept(all))));
            }
        });
        return DerWriter.sequenceOf(out -> {
            out.element(tbs);
            signer.writeAlgorithm(out);
            out.bitString(signer.sign(tbs));
        });
    }

    private byte[] complete(Consumer<DerWriter> entry) {
        DerWriter inner = new DerWriter();
        entry.accept(inner);
        byte[] written = inner.toByteArray();
        // An entry of a serial number alone gets the list's own date.
        if (written.length == written[1] + 2) {
            TestCertificate.writeTime(inner, thisUpdate);
        }
        byte[] content = inner.toByteArray();
        return DerWriter.sequenceOf(out -> out.element(content));
    }
}
