/** Transport of HTTP exchanges: octets out, octets in, one deadline. */
@NullMarked
package dev.e2ei.spi.acme;

import org.jspecify.annotations.NullMarked;
