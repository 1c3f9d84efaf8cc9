/** Names of clients, users, devices and their handles, typed and parsed. */
@NullMarked
package dev.e2ei.api.id;

import org.jspecify.annotations.NullMarked;
