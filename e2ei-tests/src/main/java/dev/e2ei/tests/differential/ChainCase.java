package dev.e2ei.tests.differential;

import dev.e2ei.tests.differential.Alteration.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A chain to be judged: the right one, altered.
 *
 * @param number its place in the run
 * @param alterations what differs, at most one for each part
 */
record ChainCase(long number, Set<Alteration> alterations) {
    private static final Map<Part, List<Alteration>> OF_PART = new EnumMap<>(Part.class);

    static {
        for (Part part : Part.values()) {
            OF_PART.put(
                    part,
                    Arrays.stream(Alteration.values())
                            .filter(one -> one.part() == part)
                            .toList());
        }
    }

    ChainCase {
        alterations = Set.copyOf(alterations);
    }

    /** Each case by its own number, so that one can be made again alone. */
    static ChainCase of(long seed, long number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextInt(); // neighbouring seeds begin alike
        List<Part> parts = new ArrayList<>(List.of(Part.values()));
        int wanted = List.of(0, 1, 1, 1, 2, 2, 3).get(random.nextInt(7));
        Set<Alteration> chosen = EnumSet.noneOf(Alteration.class);
        for (int i = 0; i < wanted; i++) {
            List<Alteration> all = OF_PART.get(parts.remove(random.nextInt(parts.size())));
            chosen.add(all.get(random.nextInt(all.size())));
        }
        return new ChainCase(number, chosen);
    }

    boolean has(Alteration alteration) {
        return alterations.contains(alteration);
    }

    /** What of it is to be refused. */
    List<Alteration> refused() {
        return alterations.stream().filter(one -> one.refusedIn(this)).sorted().toList();
    }

    /** The alteration of a part, or the part unaltered. */
    String variant(Part part) {
        return alterations.stream()
                .filter(one -> one.part() == part)
                .map(Enum::name)
                .findFirst()
                .orElse("right");
    }

    @Override
    public String toString() {
        return "case " + number + " " + alterations.stream().sorted().toList();
    }
}
