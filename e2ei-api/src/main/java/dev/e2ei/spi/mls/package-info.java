/** Delivery of MLS messages to the delivery service. */
@NullMarked
package dev.e2ei.spi.mls;

import org.jspecify.annotations.NullMarked;
