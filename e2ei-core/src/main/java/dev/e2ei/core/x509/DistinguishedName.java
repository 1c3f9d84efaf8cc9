package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A distinguished name. Equality is that of RFC 5280, section 7.1; {@link #encoded()} keeps the received octets. */
public final class DistinguishedName {
    private final Bytes encoded;
    private final List<List<AttributeTypeAndValue>> relativeNames;
    private final List<String> comparisonKeys;

    private DistinguishedName(Bytes encoded, List<List<AttributeTypeAndValue>> relativeNames) {
        this.encoded = encoded;
        this.relativeNames = List.copyOf(relativeNames);
        // A loop, here and below: a certificate may have thousands of names.
        String[] keys = new String[relativeNames.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = comparisonKey(relativeNames.get(i));
        }
        this.comparisonKeys = List.of(keys);
    }

    static DistinguishedName read(DerReader reader, String field) {
        int from = reader.position();
        DerReader sequence = reader.sequence(field);
        List<List<AttributeTypeAndValue>> relativeNames = new ArrayList<>(4);
        while (!sequence.isAtEnd()) {
            int start = sequence.position();
            DerReader set = sequence.enter(DerTag.SET, "rdn");
            List<AttributeTypeAndValue> attributes = new ArrayList<>(1);
            while (!set.isAtEnd()) {
                attributes.add(AttributeTypeAndValue.read(set));
            }
            if (attributes.isEmpty()) {
                throw sequence.malformed(Reason.VALUE, start, "rdn", "a relative name has at least one attribute");
            }
            relativeNames.add(List.copyOf(attributes));
        }
        return new DistinguishedName(reader.since(from), relativeNames);
    }

    /** Reads a Name in DER. */
    public static DistinguishedName parse(byte[] der) {
        DerReader reader = DerReader.over(der, "Name");
        DistinguishedName name = read(reader, "rdnSequence");
        reader.expectEnd();
        return name;
    }

    /** This name with one relative name more, given as the content of its SET. */
    DistinguishedName with(Bytes relativeName) {
        return parse(DerWriter.sequenceOf(out -> {
            DerReader own = DerReader.overSequence(encoded.toByteArray(), "Name");
            out.element(own.remaining()).primitive(DerTag.SET, relativeName.toByteArray());
        }));
    }

    private static String comparisonKey(List<AttributeTypeAndValue> relativeName) {
        return relativeName.size() == 1
                ? relativeName.get(0).comparisonKey()
                : relativeName.stream()
                        .map(AttributeTypeAndValue::comparisonKey)
                        .sorted()
                        .collect(Collectors.joining());
    }

    public Bytes encoded() {
        return encoded;
    }

    public boolean isEmpty() {
        return relativeNames.isEmpty();
    }

    /** How many relative names it has. */
    public int size() {
        return relativeNames.size();
    }

    /** All values of an attribute that are text, in the order in which they occur. */
    public List<String> texts(ObjectIdentifier type) {
        List<String> texts = new ArrayList<>();
        forEach(type, attribute -> attribute.text().ifPresent(texts::add));
        return List.copyOf(texts);
    }

    /** How often an attribute occurs, as text or otherwise. */
    public long count(ObjectIdentifier type) {
        long[] count = new long[1];
        forEach(type, attribute -> count[0]++);
        return count[0];
    }

    private void forEach(ObjectIdentifier type, Consumer<AttributeTypeAndValue> visitor) {
        for (List<AttributeTypeAndValue> relativeName : relativeNames) {
            for (AttributeTypeAndValue attribute : relativeName) {
                if (attribute.type().equals(type)) {
                    visitor.accept(attribute);
                }
            }
        }
    }

    /** Whether this name lies in the subtree below the given one, itself included. */
    public boolean isWithin(DistinguishedName base) {
        int size = base.comparisonKeys.size();
        return size <= comparisonKeys.size() && comparisonKeys.subList(0, size).equals(base.comparisonKeys);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistinguishedName that && comparisonKeys.equals(that.comparisonKeys);
    }

    @Override
    public int hashCode() {
        return comparisonKeys.hashCode();
    }

    /** RFC 4514. Of a certification authority that is public; of a leaf it names a person. */
    @Override
    public String toString() {
        return Rfc4514.write(relativeNames);
    }
}
