/**
 * Runs cases of path validation that others made, in the form of a line of twelve columns: what comes of them is printed as
 * suite × tier × outcome, with each failing case by name.
 */
@NullMarked
package dev.e2ei.tests.paths;

import org.jspecify.annotations.NullMarked;
