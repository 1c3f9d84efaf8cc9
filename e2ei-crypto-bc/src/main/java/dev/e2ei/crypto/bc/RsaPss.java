package dev.e2ei.crypto.bc;

import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;

/** RSASSA-PSS, RFC 8017, section 8.1.2. */
final class RsaPss {
    private RsaPss() {}

    static boolean verify(RsaPublicKey key, PssParameters parameters, SignedOctets content, byte[] signature) {
        // EMSA-PSS needs room for hash, salt and two octets; BouncyCastle throws where there is none.
        int room = (key.modulus().bitLength() - 1 + 7) / 8 - parameters.hash().length() - 2;
        if (signature.length != key.length() || parameters.saltLength() > room) {
            return false;
        }
        PSSSigner verifier =
                new PSSSigner(new RSAEngine(), LightweightDigest.of(parameters.hash()), parameters.saltLength());
        // Internal: the key's range has been checked, and a search for its factors is not our business.
        verifier.init(false, new RSAKeyParameters(false, key.modulus(), key.exponent(), true));
        return content.read((octets, from, length) -> {
            verifier.update(octets, from, length);
            return verifier.verifySignature(signature);
        });
    }
}
