/** The primitives of a suite under the labels of MLS, RFC 9420, sections 5.1, 5.2, 8 and 9. */
@NullMarked
package dev.e2ei.core.labels;

import org.jspecify.annotations.NullMarked;
