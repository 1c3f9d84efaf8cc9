/** Where trust comes from: sources at the kit's servers, in good order and misbehaving. */
@NullMarked
package dev.e2ei.tests.trust;

import org.jspecify.annotations.NullMarked;
