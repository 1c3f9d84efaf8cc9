/** Secret octets on their way: temporaries that are wiped when their scope ends, and a buffer that wipes what it grew out of. */
@NullMarked
package dev.e2ei.core.secret;

import org.jspecify.annotations.NullMarked;
