package dev.e2ei.core.schedule;

/**
 * How far messages of one sender may be out of order.
 *
 * @param outOfOrderTolerance how many messages before the newest one stay readable
 * @param maximumForward how many messages may be skipped at once
 */
public record RatchetWindow(int outOfOrderTolerance, int maximumForward) {
    /** {@inheritDoc} */
    public RatchetWindow {
        if (outOfOrderTolerance < 0 || maximumForward < 0) {
            throw new IllegalArgumentException("distances are not negative");
        }
    }
}
