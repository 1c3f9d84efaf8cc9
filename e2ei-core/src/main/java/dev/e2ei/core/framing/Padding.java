package dev.e2ei.core.framing;

/**
 * How the length of content is hidden, RFC 9420, section 6.3.1.
 *
 * @param block content is padded with zeros to a multiple of this many octets; 0 for none
 */
public record Padding(int block) {
    /** {@inheritDoc} */
    public Padding {
        if (block < 0) {
            throw new IllegalArgumentException("a block is not negative");
        }
    }

    /**
     * How much is added.
     *
     * @param length of the content
     * @return how many zeros follow it
     */
    public int after(int length) {
        return block == 0 ? 0 : Math.floorMod(-length, block);
    }
}
