package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One attribute of a distinguished name.
 *
 * @param type what it is
 * @param encoded its value in DER
 * @param text its value as text; empty where its type is not one of the character strings
 */
public record AttributeTypeAndValue(ObjectIdentifier type, Bytes encoded, Optional<String> text) {
    public static final ObjectIdentifier COMMON_NAME = ObjectIdentifier.of("2.5.4.3");
    public static final ObjectIdentifier ORGANIZATION = ObjectIdentifier.of("2.5.4.10");
    public static final ObjectIdentifier EMAIL_ADDRESS = ObjectIdentifier.of("1.2.840.113549.1.9.1");

    static AttributeTypeAndValue read(DerReader reader) {
        DerReader sequence = reader.sequence("attribute");
        ObjectIdentifier type = sequence.objectIdentifier("type");
        int from = sequence.position();
        int tag = sequence.nextTag();
        Optional<String> text = Optional.empty();
        if (CharacterString.isOne(tag)) {
            Bytes content = sequence.content(tag, "value");
            text = Optional.of(CharacterString.decode(tag, content)
                    .orElseThrow(() ->
                            sequence.malformed(Reason.VALUE, from, "value", "not a string of its declared type")));
        } else {
            sequence.skip("value");
        }
        Bytes encoded = sequence.since(from);
        sequence.expectEnd();
        return new AttributeTypeAndValue(type, encoded, text);
    }

    /**
     * What two attributes have in common exactly if they are equal by RFC 5280, section 7.1: character strings by
     * prepared text whatever their type, everything else octet by octet.
     */
    String comparisonKey() {
        // TeletexString has no agreed character set: octets again.
        boolean prepared = text.isPresent() && encoded.at(0) != DerTag.TELETEX_STRING;
        String value = prepared
                ? CharacterString.prepare(text.get())
                : new String(encoded.toByteArray(), StandardCharsets.ISO_8859_1);
        return type.dotted() + (prepared ? "=t" : "=o") + value.length() + ':' + value;
    }

    /** No value: it may be a person's name. */
    @Override
    public String toString() {
        return "AttributeTypeAndValue[" + type + "]";
    }
}
