package dev.e2ei.core.pki;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.x509.ParsedCertificate;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Certificate policies")
class CertificatePolicyCheckTest {
    private static final TestKey KEY = TestKey.ed25519();
    private static final String ANY = "2.5.29.32.0";
    private static final PolicyInputs EXPLICIT = new PolicyInputs(Set.of(), true, false, false);

    private static TestCertificate authority(String name, String... policies) {
        TestCertificate authority = TestCertificate.authority(name).issuer("Above " + name);
        return policies.length == 0 ? authority : authority.extension("2.5.29.32", true, policies(policies));
    }

    private static ParsedCertificate leaf(String... policies) {
        TestCertificate leaf = TestCertificate.leaf("CA");
        return (policies.length == 0 ? leaf : leaf.extension("2.5.29.32", true, policies(policies))).signedBy(KEY);
    }

    private static byte[] policies(String... policies) {
        return DerWriter.sequenceOf(all -> Arrays.stream(policies)
                .forEach(policy -> all.sequence(one -> one.objectIdentifier(ObjectIdentifier.of(policy)))));
    }

    private static byte[] mappings(String... pairs) {
        return DerWriter.sequenceOf(all -> IntStream.range(0, pairs.length / 2)
                .forEach(i -> all.sequence(pair -> pair.objectIdentifier(ObjectIdentifier.of(pairs[2 * i]))
                        .objectIdentifier(ObjectIdentifier.of(pairs[2 * i + 1])))));
    }

    /** Either number is left out where it is negative. */
    private static byte[] constraints(int explicit, int mapping) {
        return DerWriter.sequenceOf(all -> {
            if (explicit >= 0) {
                all.primitive(DerTag.context(0), BigInteger.valueOf(explicit).toByteArray());
            }
            if (mapping >= 0) {
                all.primitive(DerTag.context(1), BigInteger.valueOf(mapping).toByteArray());
            }
        });
    }

    private static byte[] number(int value) {
        return new DerWriter().integer(value).toByteArray();
    }

    private static PolicyInputs wanted(String... policies) {
        return new PolicyInputs(
                Set.copyOf(Arrays.stream(policies).map(ObjectIdentifier::of).toList()), true, false, false);
    }

    private static void accepted(PolicyInputs inputs, ParsedCertificate... path) {
        assertDoesNotThrow(() -> CertificatePolicyCheck.check(Optional.empty(), List.of(path), inputs));
    }

    private static void refused(PolicyInputs inputs, ParsedCertificate... path) {
        assertEquals(
                Reason.CERTIFICATE_POLICY,
                assertThrows(
                                PathRejectedException.class,
                                () -> CertificatePolicyCheck.check(Optional.empty(), List.of(path), inputs))
                        .reason());
    }

    @Test
    @DisplayName("are asked for only where somebody asks")
    void notAsked() {
        accepted(PolicyInputs.ANY, authority("A").signedBy(KEY), leaf());
        accepted(PolicyInputs.ANY, authority("A", "1.2.3").signedBy(KEY), leaf("1.2.4"));
        refused(EXPLICIT, authority("A").signedBy(KEY), leaf());
        refused(EXPLICIT, leaf());
        accepted(EXPLICIT, leaf("1.2.3"));
    }

    @Test
    @DisplayName("hold where every certificate of the path names them")
    void named() {
        ParsedCertificate both = authority("A", "1.2.3", "1.2.4").signedBy(KEY);
        accepted(EXPLICIT, both, leaf("1.2.3"));
        accepted(wanted("1.2.3"), both, leaf("1.2.3"));
        accepted(wanted("1.2.9", "1.2.3"), both, leaf("1.2.3", "1.2.5"));
        refused(wanted("1.2.4"), both, leaf("1.2.3"));
        refused(EXPLICIT, both, leaf("1.2.5"));
        refused(EXPLICIT, both, authority("B").signedBy(KEY), leaf("1.2.3"));
        refused(EXPLICIT, both, leaf());
        refused(EXPLICIT, both, authority("B", "1.2.5").signedBy(KEY), leaf("1.2.5"));
    }

    @Test
    @DisplayName("are all of them where anyPolicy stands, unless that is inhibited")
    void anyPolicy() {
        PolicyInputs inhibited = new PolicyInputs(Set.of(), true, false, true);
        ParsedCertificate any = authority("A", ANY).signedBy(KEY);
        accepted(wanted("1.2.3"), any, leaf("1.2.3"));
        accepted(wanted("1.2.3"), any, leaf(ANY));
        accepted(wanted("1.2.3"), authority("A", "1.2.3").signedBy(KEY), leaf(ANY));
        refused(wanted("1.2.4"), authority("A", "1.2.3").signedBy(KEY), leaf(ANY));
        refused(inhibited, any, leaf("1.2.3"));
        refused(inhibited, authority("A", "1.2.3").signedBy(KEY), leaf(ANY));
        accepted(inhibited, authority("A", "1.2.3", ANY).signedBy(KEY), leaf("1.2.3"));
        refused(inhibited, authority("A", "1.2.3", ANY).signedBy(KEY), leaf("1.2.4"));
        ParsedCertificate selfIssued = TestCertificate.authority("A")
                .extension("2.5.29.32", true, policies(ANY))
                .signedBy(KEY);
        accepted(inhibited, selfIssued, leaf("1.2.3"));
    }

    @Test
    @DisplayName("end anyPolicy after as many certificates as an authority says")
    void inhibitAnyPolicy() {
        for (int after = 0; after < 3; after++) {
            ParsedCertificate first = authority("A", "1.2.3")
                    .extension("2.5.29.54", true, number(after))
                    .signedBy(KEY);
            ParsedCertificate second = authority("B", ANY).signedBy(KEY);
            if (after == 0) {
                refused(EXPLICIT, first, second, leaf("1.2.3"));
            } else {
                accepted(EXPLICIT, first, second, leaf("1.2.3"));
            }
            if (after < 2) {
                refused(EXPLICIT, first, second, leaf(ANY));
            } else {
                accepted(EXPLICIT, first, second, leaf(ANY));
            }
        }
    }

    @Test
    @DisplayName("are required after as many certificates as an authority says")
    void requireExplicitPolicy() {
        for (int after = 0; after < 4; after++) {
            ParsedCertificate first = authority("A")
                    .extension("2.5.29.36", true, constraints(after, -1))
                    .signedBy(KEY);
            ParsedCertificate second = authority("B").signedBy(KEY);
            if (after < 3) {
                refused(PolicyInputs.ANY, first, second, leaf());
            } else {
                accepted(PolicyInputs.ANY, first, second, leaf());
            }
        }
        ParsedCertificate leaf = TestCertificate.leaf("CA")
                .extension("2.5.29.36", true, constraints(0, -1))
                .signedBy(KEY);
        refused(PolicyInputs.ANY, leaf);
        accepted(
                PolicyInputs.ANY,
                authority("A").signedBy(KEY),
                TestCertificate.leaf("CA")
                        .extension("2.5.29.36", true, constraints(1, -1))
                        .signedBy(KEY));
    }

    @Test
    @DisplayName("do not count self-issued certificates")
    void selfIssued() {
        ParsedCertificate first =
                authority("A").extension("2.5.29.36", true, constraints(2, -1)).signedBy(KEY);
        accepted(PolicyInputs.ANY, first, TestCertificate.authority("A").signedBy(KEY), leaf());
        refused(PolicyInputs.ANY, first, authority("A").signedBy(KEY), leaf());
    }

    @Test
    @DisplayName("are mapped where mapping is allowed, and keep where they come from")
    void mapping() {
        TestCertificate mapping =
                authority("A", "1.2.3", "1.2.4").extension("2.5.29.33", true, mappings("1.2.3", "2.1"));
        ParsedCertificate first = mapping.signedBy(KEY);
        accepted(wanted("1.2.3"), first, leaf("2.1"));
        refused(wanted("2.1"), first, leaf("2.1"));
        refused(EXPLICIT, first, leaf("1.2.3"));
        accepted(EXPLICIT, first, leaf("1.2.4"));
        refused(new PolicyInputs(Set.of(), true, true, false), first, leaf("2.1"));
        accepted(new PolicyInputs(Set.of(), true, true, false), first, leaf("1.2.4"));
        ParsedCertificate merging = authority("A", "1.2.3", "1.2.4")
                .extension("2.5.29.33", true, mappings("1.2.3", "2.1", "1.2.4", "2.1"))
                .signedBy(KEY);
        accepted(wanted("1.2.3"), merging, leaf("2.1"));
        accepted(wanted("1.2.4"), merging, leaf("2.1"));
        refused(wanted("1.2.5"), merging, leaf("2.1"));
        ParsedCertificate ofAny = authority("A", ANY)
                .extension("2.5.29.33", true, mappings("1.2.3", "2.1"))
                .signedBy(KEY);
        accepted(wanted("1.2.3"), ofAny, leaf("2.1"));
        ParsedCertificate ofAnother = authority("A", "1.2.4")
                .extension("2.5.29.33", true, mappings("1.2.3", "2.1"))
                .signedBy(KEY);
        refused(EXPLICIT, ofAnother, leaf("2.1"));
    }

    @Test
    @DisplayName("are not mapped after as many certificates as an authority says")
    void inhibitMapping() {
        for (int after = 0; after < 2; after++) {
            ParsedCertificate first = authority("A", "1.2.3")
                    .extension("2.5.29.36", true, constraints(-1, after))
                    .signedBy(KEY);
            ParsedCertificate second = authority("B", "1.2.3")
                    .extension("2.5.29.33", true, mappings("1.2.3", "2.1"))
                    .signedBy(KEY);
            if (after == 0) {
                refused(EXPLICIT, first, second, leaf("2.1"));
            } else {
                accepted(EXPLICIT, first, second, leaf("2.1"));
            }
        }
    }

    @Test
    @DisplayName("are never mapped from or to anyPolicy")
    void mappingOfAny() {
        for (String[] pair : new String[][] {{ANY, "1.2.3"}, {"1.2.3", ANY}}) {
            ParsedCertificate first = authority("A", "1.2.3")
                    .extension("2.5.29.33", true, mappings(pair))
                    .signedBy(KEY);
            refused(PolicyInputs.ANY, first, leaf("1.2.3"));
        }
    }

    @Test
    @DisplayName("of the anchor bind where its constraints do")
    void anchor() {
        ParsedCertificate named = authority("Root", "1.2.3").signedBy(KEY);
        ParsedCertificate silent = authority("Root").signedBy(KEY);
        ParsedCertificate asking = authority("Root")
                .extension("2.5.29.36", true, constraints(0, -1))
                .signedBy(KEY);
        List<ParsedCertificate> path = List.of(authority("A", "1.2.4").signedBy(KEY), leaf("1.2.4"));
        assertThrows(
                PathRejectedException.class, () -> CertificatePolicyCheck.check(Optional.of(named), path, EXPLICIT));
        assertDoesNotThrow(() -> CertificatePolicyCheck.check(Optional.of(silent), path, EXPLICIT));
        assertDoesNotThrow(() -> CertificatePolicyCheck.check(Optional.of(asking), path, PolicyInputs.ANY));
        assertThrows(
                PathRejectedException.class,
                () -> CertificatePolicyCheck.check(Optional.of(asking), List.of(leaf()), PolicyInputs.ANY));
    }

    @Test
    @DisplayName("are 256 in a certificate at most")
    void limits() {
        String[] most = IntStream.range(0, 256).mapToObj(i -> "1.2." + i).toArray(String[]::new);
        accepted(EXPLICIT, leaf(most));
        String[] more = IntStream.range(0, 257).mapToObj(i -> "1.2." + i).toArray(String[]::new);
        ParsedCertificate leaf = leaf(more);
        assertEquals(
                Reason.BUDGET_EXCEEDED,
                assertThrows(
                                PathRejectedException.class,
                                () -> CertificatePolicyCheck.check(Optional.empty(), List.of(leaf), EXPLICIT))
                        .reason());
        String[] pairs = Collections.nCopies(514, "1.2.3").toArray(String[]::new);
        ParsedCertificate mapping = authority("A", "1.2.3")
                .extension("2.5.29.33", true, mappings(pairs))
                .signedBy(KEY);
        assertEquals(
                Reason.BUDGET_EXCEEDED,
                assertThrows(
                                PathRejectedException.class,
                                () -> CertificatePolicyCheck.check(
                                        Optional.empty(), List.of(mapping, leaf("1.2.3")), EXPLICIT))
                        .reason());
    }
}
