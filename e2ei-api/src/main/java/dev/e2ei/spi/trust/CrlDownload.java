package dev.e2ei.spi.trust;

import dev.e2ei.api.Bytes;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of asking for a revocation list.
 *
 * @param crl the list in DER; empty if it is still the one that the given validators came with
 * @param validators what the server said with it; empty if it said nothing of use
 */
public record CrlDownload(Optional<Bytes> crl, Optional<CrlValidators> validators) {
    /** {@inheritDoc} */
    public CrlDownload {
        Objects.requireNonNull(crl, "crl");
        Objects.requireNonNull(validators, "validators");
    }

    /**
     * A list.
     *
     * @param crl the list in DER
     * @param validators what the server said with it
     * @return the download
     */
    public static CrlDownload of(Bytes crl, Optional<CrlValidators> validators) {
        return new CrlDownload(Optional.of(crl), validators);
    }

    /** {@return that the list has not changed} */
    public static CrlDownload unchanged() {
        return new CrlDownload(Optional.empty(), Optional.empty());
    }
}
