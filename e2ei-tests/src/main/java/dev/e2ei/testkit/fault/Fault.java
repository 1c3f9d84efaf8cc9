package dev.e2ei.testkit.fault;

import java.util.List;
import java.util.Objects;

/**
 * One fault: where, what, and how often. Immutable; {@code Fault.at(place, what)} happens once.
 *
 * @param place where
 * @param what what, in this order
 * @param after how many requests pass unharmed before
 * @param times how many requests it then hits; {@link Integer#MAX_VALUE} for all
 * @param percent the share of the requests that are hit, 1 to 100
 */
public record Fault(FaultPlace place, List<Misbehaviour> what, int after, int times, int percent) {
    /** {@inheritDoc} */
    public Fault {
        Objects.requireNonNull(place, "place");
        what = List.copyOf(what);
        if (after < 0 || times < 1 || percent < 1 || percent > 100) {
            throw new IllegalArgumentException("a fault happens at least once, and in 1 to 100 percent of all cases");
        }
    }

    /**
     * A fault that happens once, at the next request.
     *
     * @param place where
     * @param what what; several are done together
     * @return the fault
     */
    public static Fault at(FaultPlace place, Misbehaviour... what) {
        return new Fault(place, List.of(what), 0, 1, 100);
    }

    /**
     * The same fault, some requests later.
     *
     * @param requests how many requests pass unharmed before
     * @return the fault
     */
    public Fault after(int requests) {
        return new Fault(place, what, requests, times, percent);
    }

    /**
     * The same fault several times.
     *
     * @param count how many requests are hit
     * @return the fault
     */
    public Fault times(int count) {
        return new Fault(place, what, after, count, percent);
    }

    /** {@return the same fault at each request} */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    /**
     * The same fault at a share of all requests, drawn from a fixed seed.
     *
     * @param share 1 to 100
     * @return the fault
     */
    public Fault percent(int share) {
        return new Fault(place, what, after, Integer.MAX_VALUE, share);
    }
}
