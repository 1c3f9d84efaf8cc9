package dev.e2ei.core.client;

import dev.e2ei.api.SignatureScheme;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.der.DerReader;
import java.math.BigInteger;

/** Signatures in the form of JWS: R and S side by side, each padded to the size of the field. */
final class JwsSignature {
    private static final int ED25519 = 64;

    private JwsSignature() {}

    /** From what a crypto provider signed. Anything but strict DER of that scheme is the provider's defect. */
    static byte[] of(SignatureScheme scheme, byte[] signature) {
        return switch (scheme) {
            case ED25519 -> exact(signature);
            case ECDSA_SECP256R1_SHA256 -> sideBySide(signature, 32);
            case ECDSA_SECP384R1_SHA384 -> sideBySide(signature, 48);
            case ECDSA_SECP521R1_SHA512 -> sideBySide(signature, 66);
            case ED448 -> throw new IllegalArgumentException("no certificates are issued for Ed448");
        };
    }

    private static byte[] exact(byte[] signature) {
        if (signature.length != ED25519) {
            throw defect();
        }
        return signature;
    }

    private static byte[] sideBySide(byte[] der, int size) {
        BigInteger r;
        BigInteger s;
        try {
            DerReader sequence = DerReader.overSequence(der, "ECDSA-Sig-Value");
            r = sequence.integer("r");
            s = sequence.integer("s");
            sequence.expectEnd();
        } catch (PkiException e) {
            throw defect();
        }
        byte[] joined = new byte[2 * size];
        write(r, joined, 0, size);
        write(s, joined, size, size);
        return joined;
    }

    private static void write(BigInteger number, byte[] target, int from, int size) {
        if (number.signum() <= 0 || number.bitLength() > 8 * size) {
            throw defect();
        }
        byte[] octets = number.toByteArray();
        int skip = octets.length > size ? 1 : 0;
        int length = octets.length - skip;
        System.arraycopy(octets, skip, target, from + size - length, length);
    }

    private static ProviderException defect() {
        return new ProviderException(
                ErrorCode.PROVIDER_FAILED, "the crypto provider's signature does not have the form of its scheme");
    }
}
