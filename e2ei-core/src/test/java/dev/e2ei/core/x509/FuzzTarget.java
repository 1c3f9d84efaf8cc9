package dev.e2ei.core.x509;

import dev.e2ei.core.der.DerReader;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A parser that takes any octets: what it is, and what holds of all that it accepts. */
enum FuzzTarget {
    CERTIFICATE(ParsedCertificate::parse, FuzzLaws::ofCertificate),
    CRL(ParsedCrl::parse, FuzzLaws::ofCrl),
    NAME_CONSTRAINTS(FuzzTarget::readConstraints, FuzzLaws::ofConstraints),
    PEM(CertificatePem::parse, FuzzLaws::ofPem),
    CRL_PEM(CrlPem::der, FuzzLaws::ofCrlPem),
    CSR(CertificateRequest::parse, FuzzLaws::ofRequest);

    /** A parser and its law, which know each other's type. */
    private record Parser<T>(Function<byte[], T> parse, BiConsumer<byte[], T> law) {
        Runnable read(byte[] input) {
            T value = parse.apply(input);
            return () -> law.accept(input, value);
        }
    }

    private final Parser<?> parser;

    <T> FuzzTarget(Function<byte[], T> parse, BiConsumer<byte[], T> law) {
        this.parser = new Parser<>(parse, law);
    }

    static FuzzTarget named(String name) {
        return valueOf(name.replace(' ', '_').toUpperCase(Locale.ROOT));
    }

    /** Parses; the answer checks, when it is run, what has to hold of what was accepted. */
    Runnable read(byte[] input) {
        return parser.read(input);
    }

    private static NameConstraints readConstraints(byte[] input) {
        DerReader reader = DerReader.over(input, "extension", ParsedCertificate.MAX_ELEMENTS);
        NameConstraints constraints = NameConstraints.read(reader);
        reader.expectEnd();
        return constraints;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
