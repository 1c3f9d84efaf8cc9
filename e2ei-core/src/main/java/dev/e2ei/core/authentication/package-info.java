/**
 * The authentication service of MLS, RFC 9420, section 5.3.1: from certificates, trust and policy to whether a leaf may be
 * in a group, and whether it may succeed another one. What is shown of a member is another question: see {@code identity}.
 */
@NullMarked
package dev.e2ei.core.authentication;

import org.jspecify.annotations.NullMarked;
