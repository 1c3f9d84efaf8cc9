/** The client from end to end: enrollment at the kit's servers, credentials, rotation, revocation, pause and resume. */
@NullMarked
package dev.e2ei.tests.client;

import org.jspecify.annotations.NullMarked;
