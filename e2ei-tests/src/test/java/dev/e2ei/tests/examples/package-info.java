/** The code that the documents show, compiled and run. */
@NullMarked
package dev.e2ei.tests.examples;

import org.jspecify.annotations.NullMarked;
