package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.id.Domain;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestExtensions;
import dev.e2ei.core.pki.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every level of a structure is read to its end: one element more, anywhere, and it is malformed. */
@DisplayName("An element too many")
class AppendedElementsTest {
    private static final TestKey KEY = TestKey.p256();

    /** Writes DER again; at the level with the given number, counted through, with a NULL at its end. */
    private static final class Rewriting {
        private final int wanted;
        private int level;

        Rewriting(int wanted) {
            this.wanted = wanted;
        }

        void rewrite(DerReader in, DerWriter out) {
            while (!in.isAtEnd()) {
                int tag = in.nextTag();
                boolean nested = (tag & 0x20) != 0 || tag == DerTag.OCTET_STRING && holdsDer(in);
                if (nested) {
                    DerReader inner = in.enter(tag, "level");
                    int number = level++;
                    out.constructed(tag, content -> {
                        rewrite(inner, content);
                        if (number == wanted) {
                            content.primitive(DerTag.NULL, new byte[0]);
                        }
                    });
                } else {
                    out.element(in.element("value"));
                }
            }
        }

        private static boolean holdsDer(DerReader in) {
            byte[] octets = in.remaining().toByteArray();
            try {
                DerReader inner = DerReader.over(octets, "copy").enter(DerTag.OCTET_STRING, "value");
                inner.skip("element");
                return inner.isAtEnd();
            } catch (MalformedCertificateException e) {
                return false;
            }
        }
    }

    /** How many places there are; at all but the given number of them an element more is refused. */
    private static void check(byte[] der, Consumer<byte[]> parser, int notLookedInto) {
        parser.accept(der);
        int taken = 0;
        int level = 0;
        while (true) {
            Rewriting rewriting = new Rewriting(level);
            DerWriter out = new DerWriter();
            rewriting.rewrite(DerReader.over(der, "whole"), out);
            if (level == rewriting.level) {
                break;
            }
            byte[] longer = out.toByteArray();
            try {
                parser.accept(longer);
                taken++;
            } catch (MalformedCertificateException e) {
                assertTrue(e.offset() <= longer.length);
            }
            level++;
        }
        assertEquals(notLookedInto, taken, "of " + level + " levels");
    }

    @Test
    @DisplayName("is refused at every level of a certificate")
    void certificates() {
        byte[] policies = DerWriter.sequenceOf(all -> all.sequence(one -> one.objectIdentifier(oid("1.2.3"))
                .sequence(qualifiers -> qualifiers.sequence(qualifier ->
                        qualifier.objectIdentifier(oid("1.3.6.1.5.5.7.2.1")).utf8String("x")))));
        byte[] mappings = DerWriter.sequenceOf(
                all -> all.sequence(pair -> pair.objectIdentifier(oid("1.2.3")).objectIdentifier(oid("1.2.4"))));
        List<String> names = List.of("uri:x://wire.com", "dns:wire.com", "dn:Wire", "ip:0a000001", "other:1.2.3");
        List<String> bases = List.of("uri:wire.com", "dn:Wire", "ip:0a000000ff000000");
        byte[] der = TestCertificate.authority("CA")
                .pathLength(1)
                .names(names.toArray(String[]::new))
                .constraints(bases, bases)
                .distributionPoints("http://wire.com/crl")
                .extension("2.5.29.37", false, TestExtensions.extendedKeyUsage("1.3.6.1.5.5.7.3.2"))
                .extension("2.5.29.14", false, HexFormat.of().parseHex("0403010203"))
                .extension("2.5.29.35", false, HexFormat.of().parseHex("300480020102"))
                .extension("2.5.29.18", false, TestExtensions.subjectAlternativeName(List.of("uri:x://wire.com")))
                .extension("2.5.29.32", false, policies)
                .extension("2.5.29.33", false, mappings)
                .extension("2.5.29.36", false, HexFormat.of().parseHex("3006800100810101"))
                .extension("2.5.29.54", false, HexFormat.of().parseHex("020100"))
                .encodedBy(KEY);
        check(der, ParsedCertificate::parse, 0);
    }

    private static ObjectIdentifier oid(String dotted) {
        return ObjectIdentifier.of(dotted);
    }

    @Test
    @DisplayName("is refused at every level of a revocation list")
    void lists() {
        byte[] der = TestCrl.of("CA", TestCertificate.FROM)
                .number(7)
                .revoke(
                        4,
                        "2.5.29.24",
                        false,
                        new DerWriter()
                                .primitive(0x18, "20260101000000Z".getBytes(StandardCharsets.US_ASCII))
                                .toByteArray())
                .revoke(5, "2.5.29.21", false, new byte[] {0x0a, 1, 1})
                .about("http://a/", out -> {})
                .signedBy(KEY);
        check(der, ParsedCrl::parse, 0);
    }

    @Test
    @DisplayName("is refused at every level of a request")
    void requests() {
        byte[] der = CertificateRequest.encode(
                Domain.parse("wire.com"),
                "Alice",
                TestCertificate.CLIENT_ID,
                TestCertificate.HANDLE,
                KEY.publicKey(),
                content -> new byte[64]);
        // A NULL is a parameter of the signature algorithm like any other.
        check(der, CertificateRequest::parse, 1);
        assertThrows(MalformedCertificateException.class, () -> CertificateRequest.parse(new byte[0]));
    }
}
