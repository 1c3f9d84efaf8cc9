package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.spi.crypto.X509Crypto;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RSA signatures of certificates")
class RsaSignaturesTest {
    private static final byte[] CONTENT = {1, 2, 3, 4};
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    private static KeyPair pair;
    private static byte[] key;

    private final X509Crypto x509 = new BouncyCastleCryptoProvider().x509();

    @BeforeAll
    static void generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
        key = pair.getPublic().getEncoded();
    }

    @ParameterizedTest(name = "SHA-{0}")
    @ValueSource(ints = {256, 384, 512})
    @DisplayName("verify in PKCS#1 1.5 with NULL or nothing as parameters")
    void pkcs1(int hash) throws GeneralSecurityException {
        byte[] signature = sign(Signature.getInstance("SHA" + hash + "withRSA"));
        byte[] oid = X509Oids.rsaWith(hash);
        assertTrue(x509.verify(key, Der.sequence(oid, Der.NULL), CONTENT, signature));
        assertTrue(x509.verify(key, Der.sequence(oid), CONTENT, signature));
        assertFalse(x509.verify(key, Der.sequence(oid, Der.NULL, Der.NULL), CONTENT, signature));
        assertFalse(x509.verify(key, Der.sequence(oid, Der.sequence()), CONTENT, signature));
        assertFalse(x509.verify(key, Der.sequence(oid, Der.NULL), new byte[] {9}, signature));
        for (int length : new int[] {0, 1, 255, 257}) {
            byte[] otherLength = Arrays.copyOf(signature, length);
            assertFalse(x509.verify(key, Der.sequence(oid, Der.NULL), CONTENT, otherLength));
        }
    }

    @Test
    @DisplayName("are compared with the one block that PKCS#1 1.5 allows")
    void forgedBlocks() throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(CONTENT);
        byte[] prefix = Vectors.hex("3031300d060960864801650304020105000420");
        byte[] digestInfo = Der.join(prefix, digest);
        byte[] withoutNull = Der.join(Vectors.hex("302f300b0609608648016503040201" + "0420"), digest);
        assertTrue(verifiesBlock(block(1, 0xff, digestInfo)));
        assertFalse(verifiesBlock(block(1, 0xff, withoutNull)), "no NULL");
        assertFalse(verifiesBlock(block(2, 0xff, digestInfo)), "block type 2");
        assertFalse(verifiesBlock(block(1, 0xfe, digestInfo)), "other padding");
        byte[] garbageBehind = new byte[256];
        Arrays.fill(garbageBehind, 0, 11, (byte) 0xff);
        garbageBehind[0] = 0;
        garbageBehind[1] = 1;
        garbageBehind[10] = 0;
        System.arraycopy(digestInfo, 0, garbageBehind, 11, digestInfo.length);
        assertFalse(verifiesBlock(garbageBehind), "octets behind a short padding");
    }

    @ParameterizedTest(name = "SHA-{0}, salt of {1}")
    @CsvSource({"256, 32", "384, 48", "512, 64", "256, 0", "256, 20", "256, 222"})
    @DisplayName("verify in PSS with the hash, the mask and the salt that the parameters name")
    void pss(int hash, int salt) throws GeneralSecurityException {
        byte[] signature = signPss(hash, salt);
        assertTrue(x509.verify(key, pssAlgorithm(hash, hash, salt), CONTENT, signature));
        assertFalse(x509.verify(key, pssAlgorithm(hash, hash, salt), new byte[] {9}, signature));
        assertFalse(x509.verify(key, pssAlgorithm(hash, hash, salt + 1), CONTENT, signature));
        assertFalse(x509.verify(key, pssAlgorithm(hash, hash == 256 ? 384 : 256, salt), CONTENT, signature));
        assertFalse(x509.verify(key, pssAlgorithm(hash, hash, salt), CONTENT, Arrays.copyOf(signature, 255)));
        assertFalse(x509.verify(key, Der.sequence(X509Oids.rsaWith(hash), Der.NULL), CONTENT, signature));
    }

    @Test
    @DisplayName("are refused in PSS with SHA-1, named or by default, and with salts that find no room")
    void pssRefused() throws GeneralSecurityException {
        byte[] signature = signPss(256, 32);
        byte[] sha1 = Der.sequence(
                Der.value(0xa0, Der.sequence(X509Oids.SHA1, Der.NULL)),
                Der.value(0xa1, Der.sequence(X509Oids.MGF1, Der.sequence(X509Oids.SHA1, Der.NULL))));
        byte[] otherMask = Der.sequence(
                Der.value(0xa0, Der.sequence(X509Oids.hash(256), Der.NULL)),
                Der.value(0xa1, Der.sequence(X509Oids.RSA, Der.sequence(X509Oids.hash(256), Der.NULL))));
        byte[] defaultWrittenOut = Der.sequence(
                Der.value(0xa0, Der.sequence(X509Oids.hash(256), Der.NULL)),
                Der.value(0xa1, Der.sequence(X509Oids.MGF1, Der.sequence(X509Oids.hash(256), Der.NULL))),
                Der.value(0xa2, Der.value(2, new byte[] {32})),
                Der.value(0xa3, Der.value(2, new byte[] {1})));
        for (byte[] parameters :
                new byte[][] {new byte[0], Der.NULL, Der.sequence(), sha1, otherMask, defaultWrittenOut}) {
            assertFalse(x509.verify(key, Der.sequence(X509Oids.PSS, parameters), CONTENT, signature));
        }
        for (int salt : new int[] {223, 1000, 1024, 70000}) {
            assertFalse(x509.verify(key, pssAlgorithm(256, 256, salt), CONTENT, signature));
        }
    }

    @Test
    @DisplayName("hold to the parameters of a key that is for PSS alone")
    void pssKeys() throws GeneralSecurityException {
        byte[] signature = signPss(256, 32);
        byte[] algorithm = pssAlgorithm(256, 256, 32);
        assertTrue(x509.verify(pssKey(new byte[0]), algorithm, CONTENT, signature));
        assertTrue(x509.verify(pssKey(X509Oids.pssParameters(256, 256, 32)), algorithm, CONTENT, signature));
        assertTrue(x509.verify(pssKey(X509Oids.pssParameters(256, 256, 20)), algorithm, CONTENT, signature));
        assertFalse(x509.verify(pssKey(X509Oids.pssParameters(256, 256, 33)), algorithm, CONTENT, signature));
        assertFalse(x509.verify(pssKey(X509Oids.pssParameters(384, 384, 32)), algorithm, CONTENT, signature));
        byte[] pkcs1 = sign(Signature.getInstance("SHA256withRSA"));
        assertFalse(x509.verify(pssKey(new byte[0]), Der.sequence(X509Oids.rsaWith(256), Der.NULL), CONTENT, pkcs1));
    }

    @ParameterizedTest(name = "{0} bits")
    @CsvSource({"1024, false", "2047, false", "2048, true", "4096, true", "8192, true", "8193, false", "65536, false"})
    @DisplayName("need keys of 2048 to 8192 bits")
    void sizes(int bits, boolean accepted) throws MalformedDerException {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
        assertKey(accepted, modulus, F4);
    }

    @Test
    @DisplayName("need odd numbers, and an exponent from 3 to 64 bits")
    void numbers() throws MalformedDerException {
        BigInteger modulus = BigInteger.ONE.shiftLeft(2047).setBit(0);
        assertKey(false, modulus.clearBit(0), F4);
        assertKey(false, modulus, BigInteger.ZERO);
        assertKey(false, modulus, BigInteger.ONE);
        assertKey(false, modulus, BigInteger.valueOf(65536));
        assertKey(true, modulus, BigInteger.valueOf(3));
        assertKey(true, modulus, BigInteger.ONE.shiftLeft(63).setBit(0));
        assertKey(false, modulus, BigInteger.ONE.shiftLeft(64).setBit(0));
        assertKey(false, modulus.negate(), F4);
    }

    private static void assertKey(boolean accepted, BigInteger modulus, BigInteger exponent)
            throws MalformedDerException {
        byte[] der = Der.sequence(Der.value(2, modulus.toByteArray()), Der.value(2, exponent.toByteArray()));
        if (accepted) {
            assertEquals(new RsaPublicKey(modulus, exponent), RsaPublicKey.decode(der));
        } else {
            assertThrows(MalformedDerException.class, () -> RsaPublicKey.decode(der));
        }
    }

    private boolean verifiesBlock(byte[] block) throws GeneralSecurityException {
        Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding");
        raw.init(Cipher.ENCRYPT_MODE, pair.getPrivate());
        return x509.verify(key, Der.sequence(X509Oids.rsaWith(256), Der.NULL), CONTENT, raw.doFinal(block));
    }

    private static byte[] block(int type, int padding, byte[] digestInfo) {
        byte[] block = new byte[256];
        Arrays.fill(block, (byte) padding);
        block[0] = 0;
        block[1] = (byte) type;
        int start = block.length - digestInfo.length;
        block[start - 1] = 0;
        System.arraycopy(digestInfo, 0, block, start, digestInfo.length);
        return block;
    }

    private static byte[] pssAlgorithm(int hash, int mask, int salt) {
        return Der.sequence(X509Oids.PSS, X509Oids.pssParameters(hash, mask, salt));
    }

    private static byte[] pssKey(byte[] parameters) {
        RSAPublicKey rsa = (RSAPublicKey) pair.getPublic();
        byte[] numbers = Der.sequence(
                Der.value(2, rsa.getModulus().toByteArray()),
                Der.value(2, rsa.getPublicExponent().toByteArray()));
        return Der.sequence(Der.sequence(X509Oids.PSS, parameters), Der.value(3, new byte[1], numbers));
    }

    private static byte[] signPss(int hash, int salt) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        String name = "SHA-" + hash;
        signer.setParameter(new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), salt, 1));
        return sign(signer);
    }

    private static byte[] sign(Signature signer) throws GeneralSecurityException {
        signer.initSign(pair.getPrivate());
        signer.update(CONTENT);
        return signer.sign();
    }
}
