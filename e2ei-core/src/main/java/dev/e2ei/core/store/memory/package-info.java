/**
 * The storage engine {@code memory}: sorted rows that live as long as the engine. In flow keyspaces, keys and values, out
 * flow snapshots of them; nothing touches a medium.
 */
@NullMarked
package dev.e2ei.core.store.memory;

import org.jspecify.annotations.NullMarked;
