/**
 * The presentation language of RFC 9420, section 2.1: octets in, typed values out, and back. It knows nothing of MLS's
 * structures; every length is checked against what is there before memory is asked for.
 */
@NullMarked
package dev.e2ei.core.codec;

import org.jspecify.annotations.NullMarked;
