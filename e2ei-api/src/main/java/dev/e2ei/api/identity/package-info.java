/** What a certificate proves about a device, and how far it is to be believed. */
@NullMarked
package dev.e2ei.api.identity;

import org.jspecify.annotations.NullMarked;
