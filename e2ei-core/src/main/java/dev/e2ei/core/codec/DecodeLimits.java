package dev.e2ei.core.codec;

/**
 * How much of somebody else's octets is looked at.
 *
 * @param maxOctets the longest input
 * @param maxElements the most elements of one vector
 */
public record DecodeLimits(int maxOctets, int maxElements) {
    /** A message: at most 16 MiB. */
    public static final DecodeLimits MESSAGE = new DecodeLimits(16 * 1024 * 1024, 65_536);

    /** A welcome, group info or ratchet tree, which grow with the group: at most 64 MiB. */
    public static final DecodeLimits GROUP = new DecodeLimits(64 * 1024 * 1024, 262_144);

    /** {@inheritDoc} */
    public DecodeLimits {
        if (maxOctets < 1 || maxElements < 1) {
            throw new IllegalArgumentException("a limit is at least one");
        }
    }
}
