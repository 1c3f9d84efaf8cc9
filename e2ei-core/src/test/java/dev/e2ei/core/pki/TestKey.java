package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.x509.SubjectPublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** A key pair of the JDK, by which test certificates and lists are signed. */
public final class TestKey {
    private final KeyPair pair;
    private final String jcaAlgorithm;
    private final ObjectIdentifier signatureAlgorithm;

    private TestKey(KeyPair pair, String jcaAlgorithm, String signatureAlgorithm) {
        this.pair = pair;
        this.jcaAlgorithm = jcaAlgorithm;
        this.signatureAlgorithm = ObjectIdentifier.of(signatureAlgorithm);
    }

    public static TestKey p256() {
        return ec("secp256r1", "SHA256withECDSA", "1.2.840.10045.4.3.2");
    }

    public static TestKey p384() {
        return ec("secp384r1", "SHA384withECDSA", "1.2.840.10045.4.3.3");
    }

    public static TestKey p521() {
        return ec("secp521r1", "SHA512withECDSA", "1.2.840.10045.4.3.4");
    }

    /** A good key with a hash that counts no more. */
    public static TestKey p256WithSha1() {
        return ec("secp256r1", "SHA1withECDSA", "1.2.840.10045.4.1");
    }

    private static TestKey ec(String curve, String jcaAlgorithm, String signatureAlgorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return new TestKey(generator.generateKeyPair(), jcaAlgorithm, signatureAlgorithm);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static TestKey ed448() {
        return generate("Ed448", "Ed448", "1.3.101.113");
    }

    public static TestKey ed25519() {
        return generate("Ed25519", "Ed25519", "1.3.101.112");
    }

    public static TestKey rsa() {
        return generate("RSA", "SHA256withRSA", "1.2.840.113549.1.1.11");
    }

    private static TestKey generate(String key, String jcaAlgorithm, String signatureAlgorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(key);
            if (key.equals("RSA")) {
                // The usual size differs between Java versions.
                generator.initialize(2048);
            }
            return new TestKey(generator.generateKeyPair(), jcaAlgorithm, signatureAlgorithm);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Somebody else's key, to be certified: it signs nothing. */
    public static TestKey ofPublic(SubjectPublicKey key) {
        try {
            X509EncodedKeySpec encoded = new X509EncodedKeySpec(key.encoded().toByteArray());
            String algorithm = key.mlsKey().size() == 32 ? "Ed25519" : "EC";
            return new TestKey(
                    new KeyPair(KeyFactory.getInstance(algorithm).generatePublic(encoded), null), "none", "1.2.3");
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public SubjectPublicKey publicKey() {
        return SubjectPublicKey.parse(pair.getPublic().getEncoded());
    }

    public Bytes mlsKey() {
        return publicKey().mlsKey();
    }

    /** The private key as MLS has it: the octets at the end of PKCS #8 for Ed25519. */
    public byte[] mlsPrivateKey() {
        if (!jcaAlgorithm.equals("Ed25519")) {
            throw new IllegalStateException("for Ed25519 only");
        }
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        return Arrays.copyOfRange(pkcs8, pkcs8.length - 32, pkcs8.length);
    }

    void writeAlgorithm(DerWriter out) {
        out.sequence(identifier -> {
            identifier.objectIdentifier(signatureAlgorithm);
            if (jcaAlgorithm.endsWith("RSA")) {
                identifier.primitive(5, new byte[0]);
            }
        });
    }

    byte[] sign(byte[] content) {
        try {
            Signature signer = Signature.getInstance(jcaAlgorithm);
            signer.initSign(pair.getPrivate());
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
