/**
 * Key packages, RFC 9420, section 10, and the rules for leaves, sections 7.2 and 7.3: in flow octets and leaves of others,
 * out flows the rule that they break. Whose credentials are believed is asked of {@link LeafAdmission}.
 */
@NullMarked
package dev.e2ei.core.keypackage;

import org.jspecify.annotations.NullMarked;
