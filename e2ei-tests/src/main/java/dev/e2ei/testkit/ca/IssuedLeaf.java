package dev.e2ei.testkit.ca;

import dev.e2ei.api.Bytes;
import java.math.BigInteger;

/**
 * A certificate that was issued.
 *
 * @param id its id in addresses
 * @param account to whom
 * @param serial its serial number
 * @param template what it says
 * @param der its octets
 */
record IssuedLeaf(String id, Account account, BigInteger serial, LeafTemplate template, Bytes der) {}
