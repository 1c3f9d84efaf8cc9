package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.api.trust.TrustOutcome.Kind;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.trust.CrlValidators;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What came from one address, or why nothing did.
 *
 * @param kind what it is
 * @param address from where
 * @param octets certificates or one list, in DER
 * @param validators what the server said with a list
 * @param unchanged the registered list that the server says it still has
 * @param failure why nothing came
 * @param issuers who may have issued a list that was found there; empty for anybody
 */
record FetchedTrust(
        Kind kind,
        URI address,
        List<Bytes> octets,
        Optional<CrlValidators> validators,
        Optional<RegisteredCrl> unchanged,
        Optional<E2eiException> failure,
        Set<DistinguishedName> issuers) {
    static FetchedTrust of(Kind kind, URI address, List<Bytes> octets, Optional<CrlValidators> validators) {
        return new FetchedTrust(kind, address, octets, validators, Optional.empty(), Optional.empty(), Set.of());
    }

    static FetchedTrust unchanged(URI address, RegisteredCrl list) {
        return new FetchedTrust(
                Kind.CRL, address, List.of(), Optional.empty(), Optional.of(list), Optional.empty(), Set.of());
    }

    static FetchedTrust failed(Kind kind, URI address, E2eiException failure) {
        return new FetchedTrust(
                kind, address, List.of(), Optional.empty(), Optional.empty(), Optional.of(failure), Set.of());
    }

    /** What a source gives, or what it fails with: its exceptions are those of one point. */
    static FetchedTrust fetch(Kind kind, URI address, Supplier<FetchedTrust> source) {
        try {
            return source.get();
        } catch (E2eiException e) {
            return failed(kind, address, e);
        } catch (RuntimeException e) {
            return failed(
                    kind,
                    address,
                    new ProviderException(
                            ErrorCode.PROVIDER_FAILED,
                            "the trust source failed with " + e.getClass().getName(),
                            e));
        }
    }

    static FetchedTrust certificates(Kind kind, URI address, Supplier<List<byte[]>> source) {
        return fetch(
                kind,
                address,
                () -> of(kind, address, source.get().stream().map(Bytes::of).toList(), Optional.empty()));
    }

    /** The same, found where the certificates of the given issuers say that their lists are. */
    FetchedTrust by(Set<DistinguishedName> names) {
        return new FetchedTrust(kind, address, octets, validators, unchanged, failure, names);
    }

    boolean mayBeIssuedBy(DistinguishedName issuer) {
        return issuers.isEmpty() || issuers.contains(issuer);
    }

    /** Those that can be read; the others are refused when they are registered. */
    List<ParsedCertificate> readable() {
        List<ParsedCertificate> readable = new ArrayList<>();
        for (Bytes certificate : octets) {
            try {
                readable.add(ParsedCertificate.parse(certificate));
            } catch (E2eiException e) {
                // Said in the outcome, where it is registered.
                continue;
            }
        }
        return readable;
    }
}
