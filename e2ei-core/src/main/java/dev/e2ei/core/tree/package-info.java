/**
 * The ratchet tree of RFC 9420, sections 4 and 7: leaves, parents, hashes, and the paths that members renew. Trees are
 * immutable and share what they have in common; the private keys of a member stand apart.
 */
@NullMarked
package dev.e2ei.core.tree;

import org.jspecify.annotations.NullMarked;
