/**
 * What a certificate says about a Wire client, and how far that is to be believed: certificates and paths flow in, claimed
 * and verified identities, thumbprints and verdicts flow out. Knows nothing of MLS beyond its signature keys.
 */
@NullMarked
package dev.e2ei.core.identity;

import org.jspecify.annotations.NullMarked;
