package dev.e2ei.api.identity;

import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.Handle;
import java.time.Instant;
import java.util.Objects;

/**
 * The claims of a certificate whose path to a trust anchor verifies.
 *
 * @param handle the user's handle
 * @param displayName the user's name
 * @param domain the user's domain
 * @param certificate the leaf as PEM
 * @param serialNumber the content of the serial number's DER INTEGER in lower-case hexadecimal, sign octet included
 * @param notBefore first second of its validity
 * @param notAfter last second of its validity
 */
public record X509Identity(
        Handle handle,
        String displayName,
        Domain domain,
        String certificate,
        String serialNumber,
        Instant notBefore,
        Instant notAfter) {
    /** {@inheritDoc} */
    public X509Identity {
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(serialNumber, "serialNumber");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(notAfter, "notAfter");
    }

    /** {@return serial number and validity; no names} */
    @Override
    public String toString() {
        return "X509Identity[serial " + serialNumber + ", " + notBefore + " to " + notAfter + "]";
    }
}
