package dev.e2ei.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestKey;
import dev.e2ei.core.pki.TrustStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("What a policy makes of revocation lists")
class RevocationTruthTableTest {
    private static final URI POINT = URI.create("http://crl.wire.com/list");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final long LEAF_SERIAL = 4711;
    private static final long CA_SERIAL = 2;
    private static final Duration LEAF_LIFETIME = Duration.ofDays(30);
    private static final TestHierarchy HIERARCHY = new TestHierarchy();
    private static final TrustStore TRUST = HIERARCHY.trust.withIntermediate(HIERARCHY.ca);
    private static final CertificateChain CHAIN = HIERARCHY.chain(HIERARCHY
            .leaf()
            .serialNumber(LEAF_SERIAL)
            .validity(
                    NOW.minus(Duration.ofDays(1)), NOW.minus(Duration.ofDays(1)).plus(LEAF_LIFETIME)));

    /** Which lists of an issuer there are about its certificate; the next one of a stale list was due an hour ago. */
    private enum Lists {
        MISSING,
        CURRENT_CLEAN,
        CURRENT_LISTING,
        STALE_CLEAN,
        STALE_LISTING,
        OTHER_POINT_CLEAN,
        OTHER_POINT_LISTING,
        SOME_REASONS_CLEAN,
        SOME_REASONS_LISTING,
        OLD_CLEAN_THEN_LISTING,
        OLD_LISTING_THEN_CLEAN,
        STALE_CLEAN_BESIDE_OTHER_POINT
    }

    private enum Policy {
        STRICT(TrustPolicy.strict()),
        WIRE(TrustPolicy.wire()),
        LEAF_ONLY(TrustPolicy.strict().withLeafOnlyRevocation(true)),
        NOT_NEEDED(TrustPolicy.strict().withRevocationNotNeededUpTo(LEAF_LIFETIME)),
        GRACE(TrustPolicy.strict().withStaleCrlGrace(Duration.ofHours(1))),
        GRACE_TOO_SHORT(TrustPolicy.strict().withStaleCrlGrace(Duration.ofMinutes(59)));

        private final TrustPolicy value;

        Policy(TrustPolicy value) {
            this.value = value;
        }
    }

    /** V valid, R revoked, U revocation unknown: for the leaf, and after the stroke for the intermediate alone. */
    private static final String TABLE = """
            lists                           STRICT WIRE LEAF_ONLY NOT_NEEDED GRACE GRACE_TOO_SHORT
            MISSING                         U/U    V/V  U/V       V/U        U/U   U/U
            CURRENT_CLEAN                   V/V    V/V  V/V       V/V        V/V   V/V
            CURRENT_LISTING                 R/R    R/R  R/V       R/R        R/R   R/R
            STALE_CLEAN                     U/U    V/V  U/V       V/U        V/V   U/U
            STALE_LISTING                   R/R    R/R  R/V       R/R        R/R   R/R
            OTHER_POINT_CLEAN               U/U    V/V  U/V       V/U        U/U   U/U
            OTHER_POINT_LISTING             R/R    R/R  R/V       R/R        R/R   R/R
            SOME_REASONS_CLEAN              U/U    V/V  U/V       V/U        U/U   U/U
            SOME_REASONS_LISTING            R/R    R/R  R/V       R/R        R/R   R/R
            OLD_CLEAN_THEN_LISTING          R/R    R/R  R/V       R/R        R/R   R/R
            OLD_LISTING_THEN_CLEAN          V/V    V/V  V/V       V/V        V/V   V/V
            STALE_CLEAN_BESIDE_OTHER_POINT  U/U    V/V  U/V       V/U        V/V   U/U
            """;

    private static char cell(Lists lists, Policy policy, int certificate) {
        List<String[]> rows = TABLE.lines().map(line -> line.split(" +")).toList();
        int column = List.of(rows.get(0)).indexOf(policy.name());
        String[] row = rows.stream()
                .filter(one -> one[0].equals(lists.name()))
                .findFirst()
                .orElseThrow();
        return row[column].charAt(2 * certificate);
    }

    private static DeviceVerdict expected(Lists leaf, Lists intermediate, Policy policy) {
        Set<Character> both = Set.copyOf(List.of(cell(leaf, policy, 0), cell(intermediate, policy, 1)));
        if (both.contains('R')) {
            return DeviceVerdict.REVOKED;
        }
        return both.contains('U') ? DeviceVerdict.REVOCATION_UNKNOWN : DeviceVerdict.VALID;
    }

    @TestFactory
    @DisplayName("is as the table says, for every state of the leaf's lists with every state of the intermediate's")
    Stream<DynamicTest> table() {
        return Stream.of(Lists.values())
                .flatMap(leaf -> Stream.of(Lists.values())
                        .map(intermediate -> DynamicTest.dynamicTest(
                                leaf + " for the leaf, " + intermediate + " for the intermediate",
                                () -> check(leaf, intermediate))));
    }

    private static void check(Lists leaf, Lists intermediate) {
        CrlRegistry crls = register(CrlRegistry.empty(), leaf, "CA", HIERARCHY.caKey, LEAF_SERIAL);
        crls = register(crls, intermediate, "Root", HIERARCHY.rootKey, CA_SERIAL);
        for (Policy policy : Policy.values()) {
            assertEquals(
                    expected(leaf, intermediate, policy),
                    TestVerdicts.judge(CHAIN, TRUST, crls, policy.value, NOW).verdict(),
                    policy.name());
        }
    }

    private static CrlRegistry register(CrlRegistry before, Lists lists, String issuer, TestKey key, long serial) {
        CrlRegistry crls = before;
        for (TestCrl list : lists(lists, issuer, serial)) {
            crls = crls.register(POINT, list.signedBy(key), TRUST, TestHierarchy.CRYPTO, NOW)
                    .registry();
        }
        return crls;
    }

    private static List<TestCrl> lists(Lists lists, String issuer, long serial) {
        TestCrl current = TestCrl.of(issuer, NOW.minus(Duration.ofHours(2))).number(2);
        TestCrl older = TestCrl.of(issuer, NOW.minus(Duration.ofHours(3))).number(1);
        TestCrl stale =
                TestCrl.of(issuer, NOW.minus(Duration.ofHours(2))).number(2).nextUpdate(NOW.minus(Duration.ofHours(1)));
        List<TestCrl> issued = new ArrayList<>();
        switch (lists) {
            case MISSING -> {}
            case CURRENT_CLEAN -> issued.add(current);
            case CURRENT_LISTING -> issued.add(current.revoke(serial));
            case STALE_CLEAN -> issued.add(stale);
            case STALE_LISTING -> issued.add(stale.revoke(serial));
            case OTHER_POINT_CLEAN -> issued.add(otherPoint(current));
            case OTHER_POINT_LISTING -> issued.add(otherPoint(current.revoke(serial)));
            case SOME_REASONS_CLEAN -> issued.add(keyCompromiseOnly(current));
            case SOME_REASONS_LISTING -> issued.add(keyCompromiseOnly(current.revoke(serial)));
            case OLD_CLEAN_THEN_LISTING -> issued.addAll(List.of(older, current.revoke(serial)));
            case OLD_LISTING_THEN_CLEAN -> issued.addAll(List.of(older.revoke(serial), current));
            case STALE_CLEAN_BESIDE_OTHER_POINT -> issued.addAll(List.of(stale, otherPoint(current)));
        }
        return issued;
    }

    private static TestCrl otherPoint(TestCrl list) {
        return list.about("http://crl.wire.com/other", further -> {});
    }

    private static TestCrl keyCompromiseOnly(TestCrl list) {
        return list.about("", further -> further.primitive(DerTag.context(3), new byte[] {6, 0x40}));
    }
}
