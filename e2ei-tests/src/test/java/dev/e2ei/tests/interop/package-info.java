/** The programs that put engines of others behind a line protocol, seen from a test. */
@NullMarked
package dev.e2ei.tests.interop;

import org.jspecify.annotations.NullMarked;
