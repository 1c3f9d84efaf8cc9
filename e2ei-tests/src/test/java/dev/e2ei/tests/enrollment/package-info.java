/** Whole enrollments, through the public API, at a stack that misbehaves as its script says. */
@NullMarked
package dev.e2ei.tests.enrollment;

import org.jspecify.annotations.NullMarked;
