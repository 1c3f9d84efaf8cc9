package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.ArrayList;
import java.util.List;

/** Reads GeneralName and GeneralNames, RFC 5280 section 4.2.1.6. */
final class GeneralNames {
    private GeneralNames() {}

    static List<GeneralName> read(DerReader reader, String field) {
        return readAll(reader.sequence(field));
    }

    /** All names up to the end of the given level; at least one. */
    static List<GeneralName> readAll(DerReader names) {
        List<GeneralName> all = new ArrayList<>();
        do {
            all.add(readOne(names, false));
        } while (!names.isAtEnd());
        return List.copyOf(all);
    }

    /** One name; the base of a constraint has an address with its mask. */
    static GeneralName readOne(DerReader reader, boolean constraint) {
        int from = reader.position();
        int tag = reader.nextTag();
        return switch (tag) {
            case 0xa0 -> otherName(reader.enter(tag, "otherName"));
            case 0x81 -> new GeneralName.Rfc822Name(reader.ascii(tag, "rfc822Name"));
            case 0x82 -> new GeneralName.DnsName(reader.ascii(tag, "dNSName"));
            case 0xa3 -> new GeneralName.X400Address(reader.element("x400Address"));
            case 0xa4 -> directoryName(reader.enter(tag, "directoryName"));
            case 0xa5 -> new GeneralName.EdiPartyName(reader.element("ediPartyName"));
            case 0x86 -> new GeneralName.UniformResourceIdentifier(reader.ascii(tag, "uniformResourceIdentifier"));
            case 0x87 -> ipAddress(reader, tag, constraint ? 2 : 1);
            case 0x88 -> new GeneralName.RegisteredId(reader.objectIdentifier(DerTag.context(8), "registeredID"));
            default -> throw reader.malformed(Reason.TAG, from, "generalName", "not a form of GeneralName");
        };
    }

    private static GeneralName otherName(DerReader reader) {
        ObjectIdentifier typeId = reader.objectIdentifier("type-id");
        DerReader explicit = reader.enter(DerTag.constructed(0), "value");
        Bytes value = explicit.element("value");
        explicit.expectEnd();
        reader.expectEnd();
        return new GeneralName.OtherName(typeId, value);
    }

    private static GeneralName directoryName(DerReader reader) {
        DistinguishedName name = DistinguishedName.read(reader, "rdnSequence");
        reader.expectEnd();
        return new GeneralName.DirectoryName(name);
    }

    private static GeneralName ipAddress(DerReader reader, int tag, int factor) {
        int from = reader.position();
        Bytes octets = reader.content(tag, "iPAddress");
        if (octets.size() != 4 * factor && octets.size() != 16 * factor) {
            throw reader.malformed(Reason.VALUE, from, "iPAddress", "an address has 4 or 16 octets");
        }
        return new GeneralName.IpAddress(octets);
    }
}
