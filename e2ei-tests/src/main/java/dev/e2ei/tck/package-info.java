/**
 * Contract tests for authors of providers: extend the contract, say how the provider is opened, run it with JUnit. They
 * need the API and the JUnit API only.
 */
@NullMarked
package dev.e2ei.tck;

import org.jspecify.annotations.NullMarked;
