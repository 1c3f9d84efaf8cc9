package dev.e2ei.core.proposal;

/** The proposal types of RFC 9420, section 17.4. All others are numbers. */
public final class ProposalType {
    /** A new member. */
    public static final int ADD = 1;

    /** A new leaf for its sender. */
    public static final int UPDATE = 2;

    /** A member less. */
    public static final int REMOVE = 3;

    /** A key from outside into the key schedule. */
    public static final int PSK = 4;

    /** The end of the group, for another in its place. */
    public static final int REINIT = 5;

    /** The secret of an external commit. */
    public static final int EXTERNAL_INIT = 6;

    /** Other extensions of the group. */
    public static final int GROUP_CONTEXT_EXTENSIONS = 7;

    private ProposalType() {}
}
