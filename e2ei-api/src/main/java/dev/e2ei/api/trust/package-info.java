/** Trust anchors, certificates, revocation lists and the policy that judges by them. */
@NullMarked
package dev.e2ei.api.trust;

import org.jspecify.annotations.NullMarked;
