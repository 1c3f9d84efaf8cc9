/**
 * The sealed store. In flow rows of plain octets under keys of named components, out flow sealed values under MACed keys
 * into a {@link dev.e2ei.spi.storage.StorageTransaction}. Values are AES-256-GCM (NIST SP 800-38D) under a key that
 * HKDF (RFC 5869) derives from the host's database key, or from a passphrase by way of Argon2id (RFC 9106).
 *
 * <p>Altered, swapped, truncated and foreign values are detected. An older copy of the whole store, or of one value, is
 * not.
 */
@NullMarked
package dev.e2ei.core.store;

import org.jspecify.annotations.NullMarked;
