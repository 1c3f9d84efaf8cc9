/** Enrollment of a device at an ACME server: the request, the steps, the hooks and what comes out. */
@NullMarked
package dev.e2ei.api.enrollment;

import org.jspecify.annotations.NullMarked;
