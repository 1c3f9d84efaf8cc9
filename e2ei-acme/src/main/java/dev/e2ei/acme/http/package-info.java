/**
 * The transport {@code jdk-http}: a request's octets go out through the JDK's HTTP client, the answer's octets come back
 * within one deadline and one limit of size (RFC 9110, RFC 9112).
 *
 * <p>Cleartext http is for two cases only: a loopback address that the host configured, and a public address out of
 * somebody else's certificate (a revocation list). The latter goes through a socket of our own, because only then the
 * address that was checked is the address that is connected to. For https the JDK's client resolves the name a second
 * time; a name server that answers differently in between can lead the connection to a private address, where the TLS
 * certificate for that name is then missing. Proxies of the JVM's settings are used for https only.
 */
@NullMarked
package dev.e2ei.acme.http;

import org.jspecify.annotations.NullMarked;
