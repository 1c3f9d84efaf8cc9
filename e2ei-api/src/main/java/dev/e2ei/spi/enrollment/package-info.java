/** The protocol by which a certificate is acquired. Private keys never cross this interface. */
@NullMarked
package dev.e2ei.spi.enrollment;

import org.jspecify.annotations.NullMarked;
