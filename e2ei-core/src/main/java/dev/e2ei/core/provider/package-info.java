/**
 * Finding and choosing providers. In flow the configuration's wishes and what ServiceLoader finds, out flows one
 * provider of each kind, or an error that says what was looked for, what was rejected and why, and what to add.
 */
@NullMarked
package dev.e2ei.core.provider;

import org.jspecify.annotations.NullMarked;
