/**
 * The little of MLS that a delivery service looks at: heads of messages, leaves of a group info, and the proposals that a
 * backend signs. It knows nothing of the engine.
 */
@NullMarked
package dev.e2ei.testkit.mls;

import org.jspecify.annotations.NullMarked;
