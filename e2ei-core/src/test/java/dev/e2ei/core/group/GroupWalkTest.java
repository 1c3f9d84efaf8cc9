package dev.e2ei.core.group;

import dev.e2ei.api.Ciphersuite;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of groups of this engine with itself. {@code -De2ei.walk.steps=N} walks N steps for each suite instead, and
 * {@code -De2ei.walk.seed=S} begins with another seed, {@code -De2ei.walk.members=M} lets groups grow to M members.
 */
class GroupWalkTest {
    private static final int MOST = Integer.getInteger("e2ei.walk.members", 12);

    /** One walk. */
    record Plan(long seed, Ciphersuite suite, int steps, boolean encryptHandshakes, boolean mixedCredentials) {}

    static Stream<Plan> plans() {
        long seed = Long.getLong("e2ei.walk.seed", 1);
        Integer steps = Integer.getInteger("e2ei.walk.steps");
        List<Plan> plans = new ArrayList<>();
        int[][] shares = {{1, 700}, {3, 400}, {2, 500}, {7, 250}, {5, 150}};
        for (int[] share : shares) {
            Ciphersuite suite = Ciphersuite.ofId(share[0]).orElseThrow();
            int half = (steps == null ? share[1] : steps) / 2;
            plans.add(new Plan(seed++, suite, half, false, true));
            plans.add(new Plan(seed++, suite, half, true, share[0] % 2 == 1));
        }
        return plans.stream();
    }

    @ParameterizedTest
    @MethodSource("plans")
    @DisplayName("all members agree after each step, in memory and after a restart")
    void walk(Plan plan) {
        GroupWalk walk = new GroupWalk(plan.seed, plan.suite, plan.encryptHandshakes, plan.mixedCredentials, MOST);
        List<GroupWalk.Step> history = new ArrayList<>();
        try {
            for (int i = 0; i < plan.steps; i++) {
                history.add(walk.step());
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    plan + " failed after " + history.size() + " steps, the last ones "
                            + history.subList(Math.max(0, history.size() - 5), history.size()),
                    e);
        }
        System.out.println(plan + ": " + walk.done);
    }
}
