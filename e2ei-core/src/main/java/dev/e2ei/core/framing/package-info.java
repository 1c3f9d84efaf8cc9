/**
 * Messages, RFC 9420, sections 6 and 12.4.3: from octets to content whose sender is known, and back. The types prove the
 * checks: {@code octets -> MlsMessageIn -> UnverifiedMessage -> VerifiedContent}, and only the previous one makes the next.
 */
@NullMarked
package dev.e2ei.core.framing;

import org.jspecify.annotations.NullMarked;
