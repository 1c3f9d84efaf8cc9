package dev.e2ei.testkit.ca;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate authority is to look like.
 *
 * @param domain the Wire domain: organization of all certificates, and the one permitted URI name
 * @param dnsNames the permitted DNS names
 * @param commonName the beginning of the CA's names
 * @param lifetime how long root and intermediate are valid
 * @param crl the distribution point that leaves name
 * @param crlInIntermediate whether the intermediate names that same point, which its own list cannot serve: the way of
 *     Wire's own test set-up
 */
public record CaProfile(
        String domain,
        List<String> dnsNames,
        String commonName,
        Duration lifetime,
        Optional<URI> crl,
        boolean crlInIntermediate) {
    /** {@inheritDoc} */
    public CaProfile {
        dnsNames = List.copyOf(dnsNames);
    }

    /**
     * The usual one: {@code localhost}, ten years, no distribution point.
     *
     * @param domain the Wire domain
     * @return the profile
     */
    public static CaProfile of(String domain) {
        return new CaProfile(domain, List.of("localhost"), "Wire Test", Duration.ofDays(3650), Optional.empty(), false);
    }

    /**
     * The same with a distribution point in leaves.
     *
     * @param address where the list is served
     * @return the profile
     */
    public CaProfile withCrl(URI address) {
        return new CaProfile(domain, dnsNames, commonName, lifetime, Optional.of(address), crlInIntermediate);
    }

    /**
     * The same with or without the distribution point in the intermediate.
     *
     * @param inIntermediate whether it is there
     * @return the profile
     */
    public CaProfile withCrlInIntermediate(boolean inIntermediate) {
        return new CaProfile(domain, dnsNames, commonName, lifetime, crl, inIntermediate);
    }
}
