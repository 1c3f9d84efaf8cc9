/**
 * Sealed values under opaque keys go in, rows of one SQLite database in write-ahead mode come out. Several stores share a
 * database by name; each has one owner at a time.
 */
@NullMarked
package dev.e2ei.storage.sqlite;

import org.jspecify.annotations.NullMarked;
