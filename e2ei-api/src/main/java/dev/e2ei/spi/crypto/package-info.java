/** Cryptography bound to a ciphersuite, and what certificates and the store need beside it. */
@NullMarked
package dev.e2ei.spi.crypto;

import org.jspecify.annotations.NullMarked;
