/** The client, its transactions and the values that all packages share. */
@NullMarked
package dev.e2ei.api;

import org.jspecify.annotations.NullMarked;
