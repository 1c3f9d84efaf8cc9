/** MLS conversations: what goes in and out of them, who is in them, and how far their members are proven. */
@NullMarked
package dev.e2ei.api.conversation;

import org.jspecify.annotations.NullMarked;
