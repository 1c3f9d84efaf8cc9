package dev.e2ei.spi;

/**
 * What every provider says about itself. Constructors are cheap: no I/O, no crypto, no class loading beyond need.
 */
public interface E2eiProvider {
    /** {@return a stable name in lower case, unique within its kind} */
    String name();

    /** {@return the priority; the highest available provider is chosen where none is named} */
    default int priority() {
        return 100;
    }

    /** {@return the version of these interfaces that the provider was written for} */
    default SpiVersion spiVersion() {
        return SpiVersion.CURRENT;
    }

    /** {@return whether it can work here; if not, it is passed over and reported} */
    default boolean isAvailable() {
        return true;
    }

    /** {@return whether it is chosen only when it is named} */
    default boolean byNameOnly() {
        return false;
    }
}
