/** References to credentials and what registering one returns. */
@NullMarked
package dev.e2ei.api.credential;

import org.jspecify.annotations.NullMarked;
