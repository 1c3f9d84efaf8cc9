/**
 * A certificate authority as Wire sets up step-ca: JWS of RFC 8555 and the two Wire challenges flow in, certificates and
 * revocation lists flow out. What is written about the real server's answers and checks holds here too; where it forgets
 * a check, this one makes it.
 */
@NullMarked
package dev.e2ei.testkit.ca;

import org.jspecify.annotations.NullMarked;
