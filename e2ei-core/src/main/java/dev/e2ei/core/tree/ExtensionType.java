package dev.e2ei.core.tree;

/** The extension types of RFC 9420, section 17.3. All others are numbers. */
public final class ExtensionType {
    /** In leaves: a name that nobody vouches for. */
    public static final int APPLICATION_ID = 1;

    /** In group infos: the tree. */
    public static final int RATCHET_TREE = 2;

    /** In group contexts: what every member has to support. */
    public static final int REQUIRED_CAPABILITIES = 3;

    /** In group infos: the key for external commits. */
    public static final int EXTERNAL_PUB = 4;

    /** In group contexts: who may propose from outside. */
    public static final int EXTERNAL_SENDERS = 5;

    private ExtensionType() {}

    /**
     * Whether everybody supports the type without saying so.
     *
     * @param type a uint16
     * @return true for 1 to 5
     */
    public static boolean isDefault(int type) {
        return type >= APPLICATION_ID && type <= EXTERNAL_SENDERS;
    }
}
