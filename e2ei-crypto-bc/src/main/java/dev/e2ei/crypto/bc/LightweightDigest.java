package dev.e2ei.crypto.bc;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/**
 * SHA-2 for those of BouncyCastle's constructions that bring their own loop. Apart from {@link Sha2}, so that making a
 * provider does not open BouncyCastle's jar: it is signed, and its first class takes a fifth of a second.
 */
final class LightweightDigest {
    private LightweightDigest() {}

    static Digest of(Sha2 hash) {
        return switch (hash) {
            case SHA_256 -> new SHA256Digest();
            case SHA_384 -> new SHA384Digest();
            case SHA_512 -> new SHA512Digest();
        };
    }
}
