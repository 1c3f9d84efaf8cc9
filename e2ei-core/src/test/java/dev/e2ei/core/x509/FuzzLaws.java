package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.pki.FuzzedSubtrees;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What holds of accepted input: written again from what was read of it, it is the same, octet by octet. */
final class FuzzLaws {
    private FuzzLaws() {}

    static void ofCertificate(byte[] input, ParsedCertificate read) {
        assertEquals(Bytes.of(input), read.encoded());
        assertArrayEquals(
                input, signed(read.tbsCertificate().toByteArray(), read.signatureAlgorithm(), read.signature()));
        read.extensions().nameConstraints().ifPresent(FuzzedSubtrees::match);
        ofName(read.issuer());
        ofName(read.subject());
        assertNotNull(read.toString());
        byte[] key = read.publicKey().encoded().toByteArray();
        assertEquals(read.publicKey(), SubjectPublicKey.parse(key));
        read.publicKey()
                .scheme()
                .ifPresent(scheme -> assertEquals(
                        read.publicKey(),
                        SubjectPublicKey.of(scheme, read.publicKey().mlsKey())));
        assertTrue(read.serialNumber().size() <= 20);
    }

    private static void ofName(DistinguishedName name) {
        DistinguishedName again = DistinguishedName.parse(name.encoded().toByteArray());
        assertEquals(name, again);
        assertEquals(name.hashCode(), again.hashCode());
        assertTrue(name.toString().chars().noneMatch(Character::isISOControl), "a name that breaks a line");
    }

    static void ofCrl(byte[] input, ParsedCrl read) {
        assertEquals(Bytes.of(input), read.encoded());
        AtomicReference<byte[]> tbs = new AtomicReference<>();
        read.verify((octets, from, to) -> {
            tbs.set(Arrays.copyOfRange(octets, from, to));
            return true;
        });
        assertArrayEquals(input, signed(tbs.get(), read.signatureAlgorithm(), read.signature()));
        assertTrue(read.listsAllOf(read));
        for (byte number = 0; number < 5; number++) {
            Bytes serialNumber = Bytes.of(number);
            read.entries(serialNumber).forEach(entry -> assertEquals(serialNumber, entry.serialNumber()));
        }
        ofName(read.issuer());
    }

    static void ofRequest(byte[] input, CertificateRequest read) {
        assertArrayEquals(
                input,
                signed(read.certificationRequestInfo().toByteArray(), read.signatureAlgorithm(), read.signature()));
        ofName(read.subject());
    }

    private static byte[] signed(byte[] content, AlgorithmIdentifier algorithm, Bytes signature) {
        return DerWriter.sequenceOf(
                out -> out.element(content).element(algorithm.encoded()).bitString(signature.toByteArray()));
    }

    static void ofConstraints(byte[] input, NameConstraints read) {
        assertArrayEquals(input, DerWriter.sequenceOf(out -> {
            writeSubtrees(out, 0, read.permitted());
            writeSubtrees(out, 1, read.excluded());
        }));
        FuzzedSubtrees.match(read);
    }

    private static void writeSubtrees(DerWriter out, int number, List<GeneralName> bases) {
        if (!bases.isEmpty()) {
            out.constructed(
                    DerTag.constructed(number),
                    subtrees -> bases.forEach(base -> subtrees.sequence(subtree -> writeName(subtree, base))));
        }
    }

    private static void writeName(DerWriter out, GeneralName name) {
        if (name instanceof GeneralName.OtherName other) {
            out.constructed(
                    DerTag.constructed(0),
                    inner -> inner.objectIdentifier(other.typeId())
                            .constructed(DerTag.constructed(0), explicit -> explicit.element(other.value())));
        } else if (name instanceof GeneralName.Rfc822Name mail) {
            writeText(out, 1, mail.mailbox());
        } else if (name instanceof GeneralName.DnsName dns) {
            writeText(out, 2, dns.name());
        } else if (name instanceof GeneralName.X400Address address) {
            out.element(address.encoded());
        } else if (name instanceof GeneralName.DirectoryName directory) {
            out.constructed(
                    DerTag.constructed(4),
                    explicit -> explicit.element(directory.name().encoded()));
        } else if (name instanceof GeneralName.EdiPartyName party) {
            out.element(party.encoded());
        } else if (name instanceof GeneralName.UniformResourceIdentifier uri) {
            writeText(out, 6, uri.uri());
        } else if (name instanceof GeneralName.IpAddress address) {
            out.primitive(DerTag.context(7), address.octets().toByteArray());
        } else if (name instanceof GeneralName.RegisteredId id) {
            byte[] universal = new DerWriter().objectIdentifier(id.identifier()).toByteArray();
            universal[0] = (byte) DerTag.context(8);
            out.element(universal);
        }
    }

    private static void writeText(DerWriter out, int number, String text) {
        out.primitive(DerTag.context(number), text.getBytes(StandardCharsets.US_ASCII));
    }

    static void ofPem(byte[] input, List<Bytes> read) {
        StringBuilder expected = new StringBuilder();
        for (Bytes certificate : read) {
            assertEquals(List.of(certificate), CertificatePem.parse(CertificateChain.pem(certificate)));
            String base64 = Base64.getEncoder().encodeToString(certificate.toByteArray());
            expected.append("-----BEGIN CERTIFICATE-----").append(base64).append("-----END CERTIFICATE-----");
        }
        assertEquals(expected.toString(), withoutLineEnds(input));
    }

    static void ofCrlPem(byte[] input, byte[] read) {
        if (read == input) {
            assertTrue(input.length == 0 || "-\r\n".indexOf(input[0]) < 0);
            return;
        }
        assertEquals(
                "-----BEGIN X509 CRL-----" + Base64.getEncoder().encodeToString(read) + "-----END X509 CRL-----",
                withoutLineEnds(input));
    }

    private static String withoutLineEnds(byte[] input) {
        return new String(input, StandardCharsets.US_ASCII)
                .replace("\r\n", "\n")
                .replace("\n", "");
    }
}
