package dev.e2ei.spi.trust;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Fetches what may be trusted. Nothing that it gives is believed before the engine has checked it. Each call throws {@link
 * dev.e2ei.api.error.E2eiException} with the reason if it fails, and ends soon after an interrupt of its thread. Safe for
 * use by several threads; used for one refresh.
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
     * @param known what this source gave with the list that is in force; empty if there is none, or nothing is known of it
     * @return the list, or that it is still the one that is known
     */
    CrlDownload crl(URI distributionPoint, Optional<CrlValidators> known);
}
