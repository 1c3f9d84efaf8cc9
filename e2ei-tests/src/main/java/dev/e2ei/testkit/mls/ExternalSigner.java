package dev.e2ei.testkit.mls;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** A key with which somebody outside a group signs proposals for it, RFC 9420, section 12.1.8. */
public final class ExternalSigner {
    private static final int PUBLIC_MESSAGE = 1;
    private static final int EXTERNAL = 2;
    private static final int PROPOSAL = 2;
    private static final int REMOVE = 3;

    private final SignatureScheme scheme;
    private final KeyPair pair;

    private ExternalSigner(SignatureScheme scheme, KeyPair pair) {
        this.scheme = scheme;
        this.pair = pair;
    }

    /**
     * Makes a fresh key.
     *
     * @param scheme of the groups' ciphersuite
     * @return the signer
     */
    public static ExternalSigner generate(SignatureScheme scheme) {
        try {
            String curve = curve(scheme);
            KeyPairGenerator generator = KeyPairGenerator.getInstance(curve.isEmpty() ? algorithm(scheme) : "EC");
            if (!curve.isEmpty()) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return new ExternalSigner(scheme, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the public key in the form of RFC 9420} */
    public Bytes publicKey() {
        byte[] info = pair.getPublic().getEncoded();
        // SubjectPublicKeyInfo ends with the key itself.
        return Bytes.of(Arrays.copyOfRange(info, info.length - publicKeySize(), info.length));
    }

    /**
     * Proposes to remove a member.
     *
     * @param group the group as it is
     * @param leaf the member
     * @return an MLSMessage
     * @throws IllegalArgumentException if the group does not list this key
     */
    public Bytes proposeRemoval(GroupInfoHead group, TreeLeaf leaf) {
        int sender = group.externalSenders().indexOf(publicKey());
        if (sender < 0) {
            throw new IllegalArgumentException("the group does not list this key as an external sender");
        }
        byte[] content = new MlsWriter()
                .vector(group.groupId().toByteArray())
                .u64(group.epoch())
                .u8(EXTERNAL)
                .u32(sender)
                .vector(new byte[0])
                .u8(PROPOSAL)
                .u16(REMOVE)
                .u32(leaf.index())
                .toByteArray();
        byte[] framed =
                new MlsWriter().u16(1).u16(PUBLIC_MESSAGE).octets(content).toByteArray();
        return new MlsWriter()
                .octets(framed)
                .vector(sign("FramedContentTBS", framed))
                .toBytes();
    }

    private byte[] sign(String label, byte[] content) {
        try {
            Signature signature = Signature.getInstance(algorithm(scheme));
            signature.initSign(pair.getPrivate());
            signature.update(new MlsWriter()
                    .vector(("MLS 1.0 " + label).getBytes(StandardCharsets.US_ASCII))
                    .vector(content)
                    .toByteArray());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private int publicKeySize() {
        return switch (scheme) {
            case ED25519 -> 32;
            case ED448 -> 57;
            case ECDSA_SECP256R1_SHA256 -> 65;
            case ECDSA_SECP384R1_SHA384 -> 97;
            case ECDSA_SECP521R1_SHA512 -> 133;
        };
    }

    private static String algorithm(SignatureScheme scheme) {
        return switch (scheme) {
            case ED25519 -> "Ed25519";
            case ED448 -> "Ed448";
            case ECDSA_SECP256R1_SHA256 -> "SHA256withECDSA";
            case ECDSA_SECP384R1_SHA384 -> "SHA384withECDSA";
            case ECDSA_SECP521R1_SHA512 -> "SHA512withECDSA";
        };
    }

    private static String curve(SignatureScheme scheme) {
        return switch (scheme) {
            case ED25519, ED448 -> "";
            case ECDSA_SECP256R1_SHA256 -> "secp256r1";
            case ECDSA_SECP384R1_SHA384 -> "secp384r1";
            case ECDSA_SECP521R1_SHA512 -> "secp521r1";
        };
    }
}
