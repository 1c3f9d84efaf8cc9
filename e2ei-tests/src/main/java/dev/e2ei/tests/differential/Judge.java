package dev.e2ei.tests.differential;

/** A validator of paths. */
interface Judge {
    /**
     * An answer.
     *
     * @param accepted whether the chain is valid and not revoked
     * @param why what was said against it
     */
    record Answer(boolean accepted, String why) {
        static Answer refused(Throwable why) {
            return new Answer(false, why.toString());
        }
    }

    /** Its name in the table. */
    String name();

    Answer judge(Chain chain);
}
