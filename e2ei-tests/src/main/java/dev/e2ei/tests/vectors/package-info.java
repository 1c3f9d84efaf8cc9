/**
 * Runs vectors of MLS in the form of the MLS working group, ours and those of others: one class for each kind of file.
 */
@NullMarked
package dev.e2ei.tests.vectors;

import org.jspecify.annotations.NullMarked;
