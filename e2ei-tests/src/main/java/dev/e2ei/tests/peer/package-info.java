/**
 * One client behind a line protocol, so that other engines' programs can be in one group with it: requests are lines of
 * JSON on standard input, answers lines of JSON on standard output. It uses the public API only.
 */
@NullMarked
package dev.e2ei.tests.peer;

import org.jspecify.annotations.NullMarked;
