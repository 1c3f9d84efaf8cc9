/** Every error of this library: one sealed root, a stable code, and an answer to what to do next. */
@NullMarked
package dev.e2ei.api.error;

import org.jspecify.annotations.NullMarked;
