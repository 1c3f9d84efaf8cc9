package dev.e2ei.crypto.bc;

/** An AlgorithmIdentifier, RFC 5280, section 4.1.1.2: what it names, and its parameters still unread. */
final class AlgorithmIdentifier {
    static final String ED25519 = "1.3.101.112";
    static final String EC_PUBLIC_KEY = "1.2.840.10045.2.1";
    static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
    static final String RSASSA_PSS = "1.2.840.113549.1.1.10";
    static final String MGF1 = "1.2.840.113549.1.1.8";

    private final String oid;
    private final DerReader parameters;

    private AlgorithmIdentifier(String oid, DerReader parameters) {
        this.oid = oid;
        this.parameters = parameters;
    }

    static AlgorithmIdentifier decode(byte[] der) throws MalformedDerException {
        DerReader outer = new DerReader(der);
        AlgorithmIdentifier algorithm = read(outer);
        outer.expectEnd();
        return algorithm;
    }

    static AlgorithmIdentifier read(DerReader reader) throws MalformedDerException {
        DerReader sequence = reader.enter(DerReader.SEQUENCE);
        return new AlgorithmIdentifier(sequence.objectIdentifier(), sequence);
    }

    String oid() {
        return oid;
    }

    /** The parameters, to be read once, up to their end. */
    DerReader parameters() {
        return parameters;
    }

    void expectNoParameters() throws MalformedDerException {
        parameters.expectEnd();
    }

    /** RFC 4055 wants NULL and has readers take nothing as well. */
    void expectNullOrNoParameters() throws MalformedDerException {
        if (!parameters.isAtEnd()) {
            parameters.expectNull();
        }
        parameters.expectEnd();
    }
}
