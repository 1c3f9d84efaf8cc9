package dev.e2ei.crypto.bc;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * RSASSA-PKCS1-v1_5, RFC 8017, section 8.2.2: the expected block is built and compared, the received one never parsed,
 * so that no octet of it can be anything else.
 */
final class RsaPkcs1 {
    private RsaPkcs1() {}

    static boolean verify(RsaPublicKey key, Sha2 hash, SignedOctets content, byte[] signature) {
        byte[] expected = encode(hash, content, key.length());
        return key.encodedMessage(signature, expected.length)
                .filter(block -> MessageDigest.isEqual(block, expected))
                .isPresent();
    }

    private static byte[] encode(Sha2 hash, SignedOctets content, int length) {
        byte[] digestInfo = digestInfoPrefix(hash);
        byte[] digest = content.digest(hash);
        byte[] block = new byte[length];
        Arrays.fill(block, (byte) 0xff);
        block[0] = 0;
        block[1] = 1;
        int start = length - digestInfo.length - digest.length;
        block[start - 1] = 0;
        System.arraycopy(digestInfo, 0, block, start, digestInfo.length);
        System.arraycopy(digest, 0, block, start + digestInfo.length, digest.length);
        return block;
    }

    // RFC 8017, section 9.2, note 1.
    private static byte[] digestInfoPrefix(Sha2 hash) {
        String hex = switch (hash) {
            case SHA_256 -> "3031300d060960864801650304020105000420";
            case SHA_384 -> "3041300d060960864801650304020205000430";
            case SHA_512 -> "3051300d060960864801650304020305000440";
        };
        return HexFormat.of().parseHex(hex);
    }
}
