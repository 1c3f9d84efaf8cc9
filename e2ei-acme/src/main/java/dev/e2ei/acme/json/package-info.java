/**
 * JSON (RFC 8259) in and out: octets of a server become small immutable values, or a {@link JsonException} that names the
 * broken rule; values become octets with their members in the order in which they were put. Only {@link Json} knows the
 * library that does it.
 */
@NullMarked
package dev.e2ei.acme.json;

import org.jspecify.annotations.NullMarked;
