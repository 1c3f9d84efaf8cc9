package dev.e2ei.core.pki;

import static dev.e2ei.core.pki.RevocationWorld.POINT;
import static dev.e2ei.core.pki.RevocationWorld.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.ParsedCrl;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The scope of a revocation list")
class CrlScopeTest {
    private static final RevocationWorld WORLD = new RevocationWorld();
    private static final int ALL = CrlScope.ALL_REASONS;
    private static final int KEY_COMPROMISE = 1 << 1;
    private static final int CA_COMPROMISE = 1 << 2;
    private static final Consumer<DerWriter> NOTHING = out -> {};
    private static final byte[] TRUE = {-1};

    private static CrlScope of(TestCrl list) {
        return CrlScope.of(
                ParsedCrl.take(list.signedBy(WORLD.caKey)), WORLD.ca.publicKey().encoded());
    }

    private static CrlScope about(String point, Consumer<DerWriter> further) {
        return of(list(0).about(point, further));
    }

    private static Consumer<DerWriter> flag(int number) {
        return out -> out.primitive(DerTag.context(number), TRUE);
    }

    private static Consumer<DerWriter> reasons(int number, int octet) {
        byte[] bits = {(byte) Integer.numberOfTrailingZeros(octet), (byte) octet};
        return out -> out.primitive(DerTag.context(number), bits);
    }

    private static ParsedCertificate leaf(Consumer<DerWriter> points) {
        return RevocationWorld.leaf(5)
                .extension(TestCertificate.DISTRIBUTION_POINTS, false, DerWriter.sequenceOf(points))
                .signedBy(WORLD.caKey);
    }

    /** A DistributionPointName that is the list issuer's name with one more attribute. */
    private static Consumer<DerWriter> relativeName(String commonName) {
        return out -> out.constructed(
                DerTag.constructed(0),
                name -> name.constructed(
                        DerTag.constructed(1),
                        relative -> relative.sequence(attribute -> attribute
                                .objectIdentifier(ObjectIdentifier.of("2.5.4.3"))
                                .utf8String(commonName))));
    }

    private static Consumer<DerWriter> fullNames(String... names) {
        return out -> out.constructed(
                DerTag.constructed(0),
                name -> name.constructed(DerTag.constructed(0), TestExtensions.names(List.of(names))));
    }

    @Test
    @DisplayName("without an issuing distribution point is every certificate of the issuer, for all reasons")
    void whole() {
        CrlScope whole = of(list(0));
        assertEquals(ALL, whole.reasonsCovered(WORLD.leaf));
        assertEquals(ALL, whole.reasonsCovered(WORLD.ca));
        assertEquals(
                ALL,
                whole.reasonsCovered(RevocationWorld.leaf(5)
                        .distributionPoints("http://else/")
                        .signedBy(WORLD.caKey)));
    }

    @Test
    @DisplayName("may be end entities or authorities alone")
    void kinds() {
        CrlScope users = about("", flag(1));
        assertEquals(ALL, users.reasonsCovered(WORLD.leaf));
        assertEquals(0, users.reasonsCovered(WORLD.ca));
        CrlScope authorities = about("", flag(2));
        assertEquals(0, authorities.reasonsCovered(WORLD.leaf));
        assertEquals(ALL, authorities.reasonsCovered(WORLD.ca));
        CrlScope nobody =
                about("", out -> out.primitive(DerTag.context(1), TRUE).primitive(DerTag.context(2), TRUE));
        assertEquals(0, nobody.reasonsCovered(WORLD.leaf));
        assertEquals(0, nobody.reasonsCovered(WORLD.ca));
    }

    @Test
    @DisplayName("may be some reasons alone, of the list or of the certificate's point")
    void reasons() {
        CrlScope some = about("", reasons(3, 0x60));
        assertEquals(KEY_COMPROMISE | CA_COMPROMISE, some.reasonsCovered(WORLD.leaf));
        ParsedCertificate pointed = leaf(points -> points.sequence(point -> {
            TestExtensions.writePointName(point, POINT.toString());
            reasons(1, 0x40).accept(point);
        }));
        assertEquals(KEY_COMPROMISE, some.reasonsCovered(pointed));
        assertEquals(KEY_COMPROMISE, of(list(0)).reasonsCovered(pointed));
        CrlScope unused = about("", reasons(3, 0x80));
        assertEquals(0, unused.reasonsCovered(WORLD.leaf));
        ParsedCertificate two =
                leaf(points -> points.sequence(point -> reasons(1, 0x40).accept(point))
                        .sequence(point -> reasons(1, 0x20).accept(point)));
        assertEquals(KEY_COMPROMISE | CA_COMPROMISE, of(list(0)).reasonsCovered(two));
    }

    @Test
    @DisplayName("is one of the certificate's points, where the list names one: by any of their names")
    void points() {
        CrlScope named = about(POINT.toString(), NOTHING);
        ParsedCertificate both = leaf(points -> points.sequence(fullNames("uri:http://else/", "uri:" + POINT)));
        assertEquals(ALL, named.reasonsCovered(both));
        ParsedCertificate second =
                leaf(points -> points.sequence(fullNames("uri:http://else/")).sequence(fullNames("uri:" + POINT)));
        assertEquals(ALL, named.reasonsCovered(second));
        assertEquals(0, named.reasonsCovered(leaf(points -> points.sequence(fullNames("uri:http://else/")))));
        assertEquals(0, named.reasonsCovered(leaf(points -> points.sequence(fullNames("dn:CA")))));
        assertEquals(0, named.reasonsCovered(leaf(points -> points.sequence(NOTHING))));
    }

    @Test
    @DisplayName("is the issuer itself for a certificate without points")
    void issuer() {
        CrlScope byName = about("", fullNames("dn:CA"));
        assertEquals(ALL, byName.reasonsCovered(WORLD.leaf));
        assertEquals(0, about("", fullNames("dn:Other")).reasonsCovered(WORLD.leaf));
        assertEquals(0, about(POINT.toString(), NOTHING).reasonsCovered(WORLD.leaf));
    }

    @Test
    @DisplayName("is not what a point with a list issuer of its own means, whoever that is")
    void listIssuer() {
        for (String issuer : List.of("dn:Other", "dn:CA")) {
            ParsedCertificate indirect = leaf(points -> points.sequence(point -> {
                TestExtensions.writePointName(point, POINT.toString());
                point.constructed(DerTag.constructed(2), TestExtensions.names(List.of(issuer)));
            }));
            assertEquals(0, of(list(0)).reasonsCovered(indirect));
            assertEquals(0, about(POINT.toString(), NOTHING).reasonsCovered(indirect));
        }
    }

    @Test
    @DisplayName("may have a name relative to the issuer's, on either side")
    void relative() {
        CrlScope relative = about("", relativeName("Part 1"));
        assertEquals(ALL, relative.reasonsCovered(leaf(points -> points.sequence(relativeName("Part 1")))));
        assertEquals(0, relative.reasonsCovered(leaf(points -> points.sequence(relativeName("Part 2")))));
        assertEquals(0, relative.reasonsCovered(WORLD.leaf));
        ParsedCertificate full = leaf(points -> points.sequence(point -> point.constructed(
                DerTag.constructed(0),
                name -> name.constructed(
                        DerTag.constructed(0),
                        names -> names.constructed(
                                DerTag.constructed(4), dn -> dn.element(TestName.of("CN", "CA", "CN", "Part 1")))))));
        assertEquals(ALL, relative.reasonsCovered(full));
    }

    @Test
    @DisplayName("is another one for another key, name or part, and the same for lists of one part")
    void identity() {
        assertEquals(of(list(0)), of(list(1)));
        assertEquals(about("", flag(1)), of(list(1).about("", flag(1))));
        assertNotEquals(of(list(0)), about("", flag(1)));
        assertNotEquals(about("", flag(2)), about("", flag(1)));
        ParsedCrl crl = ParsedCrl.take(list(0).signedBy(WORLD.secondKey));
        assertNotEquals(of(list(0)), CrlScope.of(crl, WORLD.second.publicKey().encoded()));
    }
}
