package dev.e2ei.spi.trust;

import java.net.URI;
import java.util.List;

/**
 * Fetches what may be trusted. Nothing that it gives is believed before the engine has checked it. Each call throws {@link
 * dev.e2ei.api.error.E2eiException} with the reason if it fails. Used by one thread at a time.
 */
public interface TrustSource {
    /** {@return where {@link #roots} come from} */
    URI rootsAddress();

    /** {@return where {@link #federation} comes from} */
    URI federationAddress();

    /** {@return the roots in DER, in the server's order} */
    List<byte[]> roots();

    /** {@return other domains' authorities in DER, in the server's order; roots may be among them} */
    List<byte[]> federation();

    /**
     * A revocation list.
     *
     * @param distributionPoint as certificates name it
     * @return the list in DER
     */
    byte[] crl(URI distributionPoint);
}
