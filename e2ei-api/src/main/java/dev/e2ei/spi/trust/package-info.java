/** Where roots, other domains' authorities and revocation lists come from. */
@NullMarked
package dev.e2ei.spi.trust;

import org.jspecify.annotations.NullMarked;
