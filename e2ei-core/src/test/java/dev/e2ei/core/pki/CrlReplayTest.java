package dev.e2ei.core.pki;

import static dev.e2ei.core.pki.RevocationWorld.LEAF_SERIAL;
import static dev.e2ei.core.pki.RevocationWorld.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.CrlRejectedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Old revocation lists, replayed in any order")
class CrlReplayTest {
    private static final int AUTHORITIES = 50;
    private static final int ORDERS = 20;
    private static final RevocationWorld WORLD = new RevocationWorld();
    private static final VerifiedPath LEAF = WORLD.path(WORLD.leaf);

    /** What an authority may do with its lists. */
    enum Custom {
        WITH_NUMBERS,
        WITHOUT_NUMBERS,
        SOME_WITH_NUMBERS,
        TWO_KEYS,
        PARTS,
        ALL_OF_IT
    }

    /**
     * A list as it was issued.
     *
     * @param der the list
     * @param revokes whether it names the leaf
     */
    private record Issued(byte[] der, boolean revokes) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** An authority issues lists one after the other, and names the leaf from one of them on. */
    private static List<Issued> issue(Custom custom, Random random) {
        List<Issued> issued = new ArrayList<>();
        int count = 3 + random.nextInt(6);
        int revoking = random.nextInt(count);
        Instant date = NOW.minus(Duration.ofDays(2));
        int first = 0;
        long number = random.nextInt(300);
        for (int i = 0; i < count; i++) {
            boolean mixed = custom == Custom.SOME_WITH_NUMBERS || custom == Custom.ALL_OF_IT;
            long later = random.nextInt(3) * 1800L;
            date = date.plusSeconds(later);
            // Two lists of one second are possible; entries are dropped in later ones only.
            first = later > 0 && random.nextBoolean() ? i : first;
            number += 1 + random.nextInt(2);
            TestCrl list = TestCrl.of("CA", date)
                    .revoke(LongStream.rangeClosed(100 + first, 100 + i).toArray());
            if (custom != Custom.WITHOUT_NUMBERS && !(mixed && random.nextBoolean())) {
                list.number(number);
            }
            if (i >= revoking) {
                list.revoke(LEAF_SERIAL);
            }
            if ((custom == Custom.PARTS || custom == Custom.ALL_OF_IT) && random.nextInt(3) > 0) {
                list.about(
                        random.nextBoolean() ? RevocationWorld.POINT.toString() : "http://other.example/", out -> {});
            }
            boolean second = (custom == Custom.TWO_KEYS || custom == Custom.ALL_OF_IT) && random.nextBoolean();
            issued.add(new Issued(list.signedBy(second ? WORLD.secondKey : WORLD.caKey), i >= revoking));
        }
        return issued;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("V5 revive no revoked leaf in 1,000 orders, with restarts in between")
    void replay(Custom custom) {
        int refused = 0;
        for (int authority = 0; authority < AUTHORITIES; authority++) {
            Random random = new Random(31L * authority + custom.ordinal());
            List<Issued> lists = issue(custom, random);
            for (int order = 0; order < ORDERS; order++) {
                refused += deliver(lists, random);
            }
        }
        assertTrue(refused > AUTHORITIES * ORDERS, refused + " old lists were refused");
    }

    /** In some order, some of them twice; gives how many were refused. */
    private static int deliver(List<Issued> lists, Random random) {
        List<Issued> delivered = new ArrayList<>(lists);
        delivered.addAll(lists.subList(0, random.nextInt(lists.size())));
        Collections.shuffle(delivered, random);
        CrlRegistry registry = CrlRegistry.empty();
        boolean revoked = false;
        int refused = 0;
        for (Issued list : delivered) {
            try {
                registry = WORLD.register(registry, list.der()).registry();
                revoked |= list.revokes();
            } catch (CrlRejectedException e) {
                assertEquals(Reason.OLDER_THAN_KNOWN, e.reason());
                refused++;
            }
            if (random.nextInt(4) == 0) {
                registry = RevocationWorld.restarted(registry);
            }
            RevocationFinding finding = RevocationWorld.finding(registry, WORLD.trust, LEAF, NOW, Duration.ZERO);
            assertEquals(revoked, finding.state() == RevocationFinding.State.REVOKED);
        }
        assertTrue(revoked, "the newest list is always taken");
        return refused;
    }
}
