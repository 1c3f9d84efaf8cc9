package dev.e2ei.tests.differential;

import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * {@code java @e2ei-tests/target/differential.args COUNT SEED}: judges so many chains by ours, the JDK and BouncyCastle, and
 * prints how often they differ and why. The exit code is 0 only if ours judged every chain as the RFC says, and every
 * difference has a listed reason.
 */
public final class DifferentialMain {
    private static final int MAX_SHOWN = 20;

    private final ChainFactory factory;
    private final Judge ours = new OurJudge();
    private final List<Judge> others;
    private final long seed;
    private final Map<String, Long> table = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<String> unexplained = new ConcurrentLinkedQueue<>();

    private DifferentialMain(long seed) {
        this.seed = seed;
        BouncyCastleProvider bouncyCastle = new BouncyCastleProvider();
        factory = new ChainFactory(bouncyCastle);
        others = List.of(
                new ForeignJudge("JDK", Security.getProvider("SUN"), Security.getProvider("SUN")),
                new ForeignJudge("BC", bouncyCastle, bouncyCastle));
    }

    /** Judges chains. */
    public static void main(String[] arguments) {
        long count = Long.parseLong(arguments[0]);
        DifferentialMain run = new DifferentialMain(Long.parseLong(arguments[1]));
        LongStream.range(0, count).parallel().forEach(run::judge);
        System.exit(run.report(count) ? 0 : 1);
    }

    private void judge(long number) {
        ChainCase one = ChainCase.of(seed, number);
        Chain chain = factory.make(one);
        Judge.Answer own = ours.judge(chain);
        count(own.accepted() ? "ours: accepted" : "ours: refused");
        if (own.accepted() != one.refused().isEmpty()) {
            unexplained.add("OURS IS WRONG: " + one + ": " + own + " " + chain);
        }
        for (Judge other : others) {
            Judge.Answer answer = other.judge(chain);
            if (answer.accepted() == own.accepted()) {
                count(other.name() + ": as ours");
                continue;
            }
            String direction = other.name() + (answer.accepted() ? " accepts: " : " refuses: ");
            List<KnownDifference> reasons = KnownDifference.explain(one, other.name(), answer.accepted());
            if (reasons.isEmpty()) {
                unexplained.add(direction + one + ": " + answer + "; ours: " + own + "; " + chain);
            }
            count(direction + "in all");
            reasons.forEach(reason -> count(direction + reason));
        }
    }

    private void count(String row) {
        table.merge(row, 1L, Long::sum);
    }

    private boolean report(long count) {
        System.out.printf(
                "%d chains, seed %d, Java %s, BouncyCastle %s%n",
                count, seed, System.getProperty("java.version"), new BouncyCastleProvider().getVersionStr());
        table.forEach((row, times) -> System.out.printf("%8d  %s%n", times, row));
        unexplained.stream().limit(MAX_SHOWN).forEach(System.out::println);
        System.out.printf("%d differences without a reason%n", unexplained.size());
        return unexplained.isEmpty();
    }
}
