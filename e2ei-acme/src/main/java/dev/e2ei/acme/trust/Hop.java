package dev.e2ei.acme.trust;

import dev.e2ei.spi.acme.AddressPolicy;
import java.net.URI;

/**
 * One request of a download.
 *
 * @param address where to
 * @param addresses what may be connected to
 */
record Hop(URI address, AddressPolicy addresses) {}
