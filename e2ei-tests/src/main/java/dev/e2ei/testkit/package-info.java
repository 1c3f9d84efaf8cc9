/**
 * A whole Wire deployment in one process, for a host's own tests: a certificate authority, an identity provider and the
 * backend's part, over TLS on the loopback interface. {@link dev.e2ei.testkit.WireStack} starts it; what flows in are
 * users and faults, what flows out are addresses, roots and hooks for an enrollment.
 */
@NullMarked
package dev.e2ei.testkit;

import org.jspecify.annotations.NullMarked;
