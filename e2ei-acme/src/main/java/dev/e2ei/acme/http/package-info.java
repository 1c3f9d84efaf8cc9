/**
 * The transport {@code jdk-http}: a request's octets go out through the JDK's HTTP client, the answer's octets come back
 * within one deadline and one limit of size (RFC 9110, RFC 9112).
 *
 * <p>Cleartext http is for two cases only: a loopback address that the host configured, and an address out of somebody
 * else's certificate (a revocation list). What may go to public addresses only, with TLS or without, goes through a socket
 * of our own, because only then the address that was checked is the address that is connected to: a name server that
 * answers differently the second time leads nowhere. Proxies of the JVM's settings are used by the JDK's client alone,
 * hence only for https to addresses that the host configured.
 */
@NullMarked
package dev.e2ei.acme.http;

import org.jspecify.annotations.NullMarked;
