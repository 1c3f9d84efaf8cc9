package dev.e2ei.tests.bench;

import dev.e2ei.api.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority and its long list, written into one array: the heap of the benchmark has no room for a second. */
final class MillionEntries {
    private static final X500Name NAME = new X500Name("CN=Long list");
    private static final byte[] ALGORITHM = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    private static final byte[] REASON = HexFormat.of().parseHex("300c300a0603551d1504030a0104");
    private static final int DATE = 15;
    private static final int ENTRY = 2 + 18 + DATE;
    // ECDSA's signatures differ in length; the list is signed again until it has this one.
    private static final int SIGNATURE = 71;

    private final byte[] root;
    private final byte[] list;

    private MillionEntries(byte[] root, byte[] list) {
        this.root = root;
        this.list = list;
    }

    static MillionEntries create(Instant now, int entries) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair key = generator.generateKeyPair();
            return new MillionEntries(root(key, now), list(key, now, entries));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The authority's own certificate. */
    byte[] root() {
        return root;
    }

    byte[] list() {
        return list;
    }

    /** The content of an entry's serial number. */
    static Bytes serialNumber(int place) {
        return Bytes.of(serialNumberOctets(place));
    }

    private static byte[] serialNumberOctets(int place) {
        return ByteBuffer.allocate(16)
                .putInt(0x5a000000 | place >>> 8)
                .putLong(place * 0x9E3779B97F4A7C15L)
                .putInt(place)
                .array();
    }

    private static byte[] root(KeyPair key, Instant now) throws IOException, OperatorCreationException {
        return new X509v3CertificateBuilder(
                        NAME,
                        BigInteger.ONE,
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        NAME,
                        SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()))
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                .getEncoded();
    }

    private static byte[] list(KeyPair key, Instant now, int entries) throws GeneralSecurityException, IOException {
        byte[] name = NAME.getEncoded();
        byte[] date = new ASN1UTCTime(Date.from(now)).getEncoded();
        int revoked = entries * ENTRY + entries / 2 * REASON.length;
        int tbs = 3 + ALGORITHM.length + name.length + 2 * DATE + 6 + revoked;
        int content = 6 + tbs + ALGORITHM.length + 3 + SIGNATURE;
        ByteBuffer out = ByteBuffer.allocate(6 + content);
        sequence(out, content);
        sequence(out, tbs);
        out.put(new byte[] {2, 1, 1}).put(ALGORITHM).put(name).put(date).put(date);
        sequence(out, revoked);
        for (int i = 0; i < entries; i++) {
            boolean reason = i % 2 == 1;
            out.put((byte) 0x30).put((byte) (ENTRY - 2 + (reason ? REASON.length : 0)));
            out.put((byte) 2).put((byte) 16).put(serialNumberOctets(i)).put(date);
            if (reason) {
                out.put(REASON);
            }
        }
        byte[] signature = sign(key, out.array(), 6, 6 + tbs);
        out.put(ALGORITHM).put(new byte[] {3, SIGNATURE + 1, 0}).put(signature);
        return out.array();
    }

    /** With a length of four octets. */
    private static void sequence(ByteBuffer out, int length) {
        out.put(new byte[] {0x30, (byte) 0x84}).putInt(length);
    }

    private static byte[] sign(KeyPair key, byte[] octets, int from, int length) throws GeneralSecurityException {
        while (true) {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key.getPrivate());
            signer.update(octets, from, length);
            byte[] signature = signer.sign();
            if (signature.length == SIGNATURE) {
                return signature;
            }
        }
    }
}
