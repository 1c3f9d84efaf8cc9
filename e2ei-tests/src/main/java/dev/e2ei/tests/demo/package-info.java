/**
 * The main job of the library, to be watched: a device gets its certificate and gives it up again. In: which servers.
 * Out: lines of text, and an exit code of 0 only if all of it happened.
 */
@NullMarked
package dev.e2ei.tests.demo;

import org.jspecify.annotations.NullMarked;
