/**
 * The objects of RFC 8555, section 7.1, with Wire's additions: JSON of a server flows in, records flow out that keep every
 * rule. A broken rule is a {@link dev.e2ei.acme.json.JsonException} that names it; nothing here knows HTTP, keys or time.
 */
@NullMarked
package dev.e2ei.acme.model;

import org.jspecify.annotations.NullMarked;
