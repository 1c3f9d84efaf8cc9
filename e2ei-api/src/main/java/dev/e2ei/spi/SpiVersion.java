package dev.e2ei.spi;

/**
 * A version of the service provider interfaces. A provider fits if its major version is the engine's and its minor
 * version is not above the engine's.
 *
 * @param major counts incompatible changes
 * @param minor counts additions
 */
public record SpiVersion(int major, int minor) {
    /** The version of the interfaces in this module. */
    public static final SpiVersion CURRENT = new SpiVersion(0, 1);

    /**
     * Whether a provider of the given version works with an engine of this one.
     *
     * @param provider the provider's version
     * @return whether it fits
     */
    public boolean accepts(SpiVersion provider) {
        return provider.major == major && provider.minor <= minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
