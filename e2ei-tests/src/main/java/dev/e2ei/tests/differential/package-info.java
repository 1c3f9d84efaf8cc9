/**
 * Valid and altered chains of certificates in Wire's shape, judged by this library, by the JDK's PKIX validator and by
 * BouncyCastle's: every difference has a listed reason, or the run fails.
 */
@NullMarked
package dev.e2ei.tests.differential;

import org.jspecify.annotations.NullMarked;
