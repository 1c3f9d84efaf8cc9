/**
 * Strict DER (ITU-T X.690): octets flow in and typed values flow out of {@link dev.e2ei.core.der.DerReader}, and back
 * again through {@link dev.e2ei.core.der.DerWriter}. Knows nothing of certificates.
 */
@NullMarked
package dev.e2ei.core.der;

import org.jspecify.annotations.NullMarked;
