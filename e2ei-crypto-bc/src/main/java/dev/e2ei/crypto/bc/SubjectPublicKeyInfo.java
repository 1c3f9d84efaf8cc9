package dev.e2ei.crypto.bc;

/** A SubjectPublicKeyInfo, RFC 5280, section 4.1.2.7. */
final class SubjectPublicKeyInfo {
    private final AlgorithmIdentifier algorithm;
    private final byte[] key;

    private SubjectPublicKeyInfo(AlgorithmIdentifier algorithm, byte[] key) {
        this.algorithm = algorithm;
        this.key = key;
    }

    static SubjectPublicKeyInfo decode(byte[] der) throws MalformedDerException {
        DerReader outer = new DerReader(der);
        DerReader sequence = outer.enter(DerReader.SEQUENCE);
        outer.expectEnd();
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.read(sequence);
        byte[] key = sequence.wholeOctetsOfBitString();
        sequence.expectEnd();
        return new SubjectPublicKeyInfo(algorithm, key);
    }

    AlgorithmIdentifier algorithm() {
        return algorithm;
    }

    /** The key's octets if the key is of this kind. */
    byte[] keyOf(String oid) throws MalformedDerException {
        if (!algorithm.oid().equals(oid)) {
            throw new MalformedDerException("a key of another algorithm");
        }
        return key;
    }
}
