/** Wire's page, statement by statement, on each storage engine: what flows in is a running stack, out come its promises. */
@NullMarked
package dev.e2ei.tests.page;

import org.jspecify.annotations.NullMarked;
