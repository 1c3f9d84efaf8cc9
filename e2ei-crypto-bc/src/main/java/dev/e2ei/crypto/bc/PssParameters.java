package dev.e2ei.crypto.bc;

import java.math.BigInteger;

/**
 * RSASSA-PSS-params, RFC 4055, section 3.1, with SHA-2 named for both hash and mask; the defaults are SHA-1 and refused.
 *
 * @param hash the hash, also of the mask
 * @param saltLength the salt in octets
 */
record PssParameters(Sha2 hash, int saltLength) {
    private static final int HASH = 0xa0;
    private static final int MASK = 0xa1;
    private static final int SALT_LENGTH = 0xa2;
    private static final int TRAILER = 0xa3;
    private static final int DEFAULT_SALT_LENGTH = 20;

    /** Reads the parameters of an AlgorithmIdentifier up to their end. */
    static PssParameters read(AlgorithmIdentifier algorithm) throws MalformedDerException {
        DerReader sequence = algorithm.parameters().enter(DerReader.SEQUENCE);
        algorithm.parameters().expectEnd();
        Sha2 hash = hash(sequence.enter(HASH));
        if (maskHash(sequence.enter(MASK)) != hash) {
            throw new MalformedDerException("hash and mask differ");
        }
        int saltLength = sequence.isNext(SALT_LENGTH) ? saltLength(sequence.enter(SALT_LENGTH)) : DEFAULT_SALT_LENGTH;
        if (sequence.isNext(TRAILER)) {
            throw new MalformedDerException("the trailer is not left at its default");
        }
        sequence.expectEnd();
        return new PssParameters(hash, saltLength);
    }

    private static Sha2 hash(DerReader tagged) throws MalformedDerException {
        AlgorithmIdentifier hash = AlgorithmIdentifier.read(tagged);
        tagged.expectEnd();
        hash.expectNullOrNoParameters();
        return Sha2.ofOid(hash.oid());
    }

    private static Sha2 maskHash(DerReader tagged) throws MalformedDerException {
        AlgorithmIdentifier mask = AlgorithmIdentifier.read(tagged);
        tagged.expectEnd();
        if (!mask.oid().equals(AlgorithmIdentifier.MGF1)) {
            throw new MalformedDerException("not MGF1");
        }
        return hash(mask.parameters());
    }

    private static int saltLength(DerReader tagged) throws MalformedDerException {
        BigInteger length = tagged.nonNegativeInteger();
        tagged.expectEnd();
        if (length.bitLength() > 10 || length.intValue() == DEFAULT_SALT_LENGTH) {
            throw new MalformedDerException("a salt too long, or a default that is written out");
        }
        return length.intValue();
    }
}
