/** What every service provider has in common, and the entry point of the engine. */
@NullMarked
package dev.e2ei.spi;

import org.jspecify.annotations.NullMarked;
