/**
 * The enrollment itself. {@link EnrollmentState} is a sans-IO state machine: a state makes the next request and takes its
 * answer, and is never changed. {@link DefaultAcmeSession} offers its steps one by one; {@link EnrollmentDriver} takes
 * them all over a transport, with nonces, pauses, polling, backend and login (RFC 8555, section 7, and Wire's additions).
 *
 * <pre>
 * AwaitingDirectory → AwaitingAccount → AwaitingOrder → Authorizing (both challenges, either first)
 *     → AwaitingReady → AwaitingFinalization → AwaitingCertificate → Issued
 * </pre>
 */
@NullMarked
package dev.e2ei.acme.flow;

import org.jspecify.annotations.NullMarked;
