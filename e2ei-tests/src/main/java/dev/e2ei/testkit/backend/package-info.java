/**
 * Wire's backend as far as an enrollment needs it: a DPoP proof flows in, an access token that binds it to the client
 * flows out, or a refusal with the label that wire-server uses.
 */
@NullMarked
package dev.e2ei.testkit.backend;

import org.jspecify.annotations.NullMarked;
