package dev.e2ei.core.pki;

import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Values of extensions in DER. */
public final class TestExtensions {
    private TestExtensions() {}

    /** Names in the notation {@code uri:…}, {@code dns:…}, {@code mail:…}, {@code ip:hex}, {@code dn:CN}. */
    public static Consumer<DerWriter> names(List<String> names) {
        return out -> names.forEach(name -> writeName(out, name));
    }

    private static void writeName(DerWriter out, String name) {
        String value = name.substring(name.indexOf(':') + 1);
        switch (name.substring(0, name.indexOf(':'))) {
            case "mail" -> out.primitive(DerTag.context(1), value.getBytes(StandardCharsets.ISO_8859_1));
            case "dns" -> out.primitive(DerTag.context(2), value.getBytes(StandardCharsets.ISO_8859_1));
            case "dn" -> out.constructed(DerTag.constructed(4), dn -> dn.element(TestName.of("CN", value)));
            case "uri" -> out.primitive(DerTag.context(6), value.getBytes(StandardCharsets.ISO_8859_1));
            case "ip" -> out.primitive(DerTag.context(7), HexFormat.of().parseHex(value));
            case "other" ->
                out.constructed(
                        DerTag.constructed(0),
                        other -> other.objectIdentifier(ObjectIdentifier.of(value))
                                .constructed(DerTag.constructed(0), explicit -> explicit.utf8String("x")));
            case "rid" -> out.primitive(DerTag.context(8), new byte[] {0x2a, 0x03});
            default -> throw new IllegalArgumentException(name);
        }
    }

    public static byte[] subjectAlternativeName(List<String> names) {
        return DerWriter.sequenceOf(names(names));
    }

    public static byte[] nameConstraints(List<String> permitted, List<String> excluded) {
        return DerWriter.sequenceOf(out -> {
            subtrees(out, 0, permitted);
            subtrees(out, 1, excluded);
        });
    }

    private static void subtrees(DerWriter out, int tag, List<String> bases) {
        if (!bases.isEmpty()) {
            out.constructed(
                    DerTag.constructed(tag),
                    subtrees -> bases.forEach(base -> subtrees.sequence(names(List.of(base)))));
        }
    }

    public static byte[] basicConstraints(boolean ca, int pathLength) {
        return DerWriter.sequenceOf(out -> {
            if (ca) {
                out.bool(true);
            }
            if (pathLength >= 0) {
                out.integer(pathLength);
            }
        });
    }

    /** The named bits of one octet, highest first: 0x80 is digitalSignature, 0x04 keyCertSign, 0x02 cRLSign. */
    public static byte[] keyUsage(int octet) {
        return new DerWriter()
                .primitive(DerTag.BIT_STRING, new byte[] {(byte) Integer.numberOfTrailingZeros(octet), (byte) octet})
                .toByteArray();
    }

    public static byte[] extendedKeyUsage(String... purposes) {
        return DerWriter.sequenceOf(out -> {
            for (String purpose : purposes) {
                out.objectIdentifier(ObjectIdentifier.of(purpose));
            }
        });
    }

    public static byte[] distributionPoints(String... uris) {
        return DerWriter.sequenceOf(out -> {
            for (String uri : uris) {
                out.sequence(point -> writePointName(point, uri));
            }
        });
    }

    static void writePointName(DerWriter point, String uri) {
        point.constructed(
                DerTag.constructed(0), name -> name.constructed(DerTag.constructed(0), names(List.of("uri:" + uri))));
    }
}
