package dev.e2ei.tests.differential;

import dev.e2ei.api.Bytes;
import java.util.List;

/**
 * What a validator is given.
 *
 * @param leaf the certificate of interest
 * @param issuers certificates that come with it
 * @param root the trust anchor
 * @param lists revocation lists, in the order in which they were found
 */
record Chain(Bytes leaf, List<Bytes> issuers, Bytes root, List<Bytes> lists) {}
