/**
 * The real servers of one enrollment on this machine: step-ca with Wire's challenges and Keycloak, as processes on free
 * loopback ports, and the kit's stand-in for Wire's backend. In: where the executables are, a domain, users. Out:
 * addresses and the root.
 */
@NullMarked
package dev.e2ei.testkit.real;

import org.jspecify.annotations.NullMarked;
