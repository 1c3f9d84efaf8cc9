package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.ObjectIdentifier;

/**
 * An extension of a certificate, a revocation list or an entry of one, RFC 5280 section 4.2.
 *
 * @param id what it is
 * @param critical whether who does not understand it must refuse
 * @param value the content of the OCTET STRING
 */
public record Extension(ObjectIdentifier id, boolean critical, Bytes value) {}
