/**
 * Sealed values under opaque keys go in, frames of an append-only log come out, one for each transaction; an index in
 * memory says where each value lies.
 *
 * <pre>
 * log    = header (512) mark (512) mark (512) frame*
 * header = "e2eilog\n"  format u32  sequence before the first frame u64  zeros  CRC-32C of these
 * mark   = sequence u64  end of the last acknowledged frame u64  zeros  CRC-32C of these
 * frame  = length of the records u64  sequence u64  CRC-32C of these  record*  CRC-32C of all
 * record = 1 | 2 (put, delete)  key u16+octets  put only: value u32+octets     key = keyspace 0x00 key
 * </pre>
 *
 * Numbers are big-endian. A frame is on the medium before its commit returns; then one of the two marks, in turn, says so.
 * What is damaged before the end that the newer mark names was acknowledged once, and the store does not open; what is
 * incomplete after it was never acknowledged, and is cut off.
 */
@NullMarked
package dev.e2ei.storage.file;

import org.jspecify.annotations.NullMarked;
