/** Durable, transactional storage of opaque keys and values. */
@NullMarked
package dev.e2ei.spi.storage;

import org.jspecify.annotations.NullMarked;
