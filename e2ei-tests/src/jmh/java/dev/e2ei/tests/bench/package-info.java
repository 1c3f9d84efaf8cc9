/** Benchmarks, run by {@code mvn -Pbench verify}. */
@NullMarked
package dev.e2ei.tests.bench;

import org.jspecify.annotations.NullMarked;
