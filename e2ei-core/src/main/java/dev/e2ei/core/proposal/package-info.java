/**
 * Proposals and commits as they stand on the wire, RFC 9420, sections 12.1 and 12.4, and the rules on lists of them. Who sent
 * them and in which message is told by {@code framing}.
 */
@NullMarked
package dev.e2ei.core.proposal;

import org.jspecify.annotations.NullMarked;
