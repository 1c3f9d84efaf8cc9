/** The provider of the enrollment protocol {@code acme}: an engine's context flows in, a session comes out. */
@NullMarked
package dev.e2ei.acme;

import org.jspecify.annotations.NullMarked;
