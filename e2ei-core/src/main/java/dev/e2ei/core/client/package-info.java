/**
 * The client that stands behind the API: its transactions, credentials, conversations, trust and enrollments. In flow the
 * host's calls, out flow one storage transaction for each of the host's, or one for each effect outside, and enrollments
 * whose keys never leave this package.
 */
@NullMarked
package dev.e2ei.core.client;

import org.jspecify.annotations.NullMarked;
