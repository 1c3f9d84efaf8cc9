/** Lets clients find the kit's delivery service by its name. */
@NullMarked
package dev.e2ei.testkit.delivery;

import org.jspecify.annotations.NullMarked;
