package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.core.x509.ParsedCertificate;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came from one address, or why nothing did.
 *
 * @param kind what it is
 * @param address from where
 * @param octets certificates or one list, in DER
 * @param failure why nothing came
 */
record FetchedTrust(TrustOutcome.Kind kind, URI address, List<Bytes> octets, Optional<E2eiException> failure) {
    static FetchedTrust fetch(TrustOutcome.Kind kind, URI address, Supplier<List<byte[]>> source) {
        try {
            return new FetchedTrust(
                    kind, address, source.get().stream().map(Bytes::of).toList(), Optional.empty());
        } catch (E2eiException e) {
            if (e.code() == ErrorCode.INTERRUPTED) {
                throw e;
            }
            return new FetchedTrust(kind, address, List.of(), Optional.of(e));
        } catch (RuntimeException e) {
            return new FetchedTrust(
                    kind,
                    address,
                    List.of(),
                    Optional.of(new ProviderException(
                            ErrorCode.PROVIDER_FAILED,
                            "the trust source failed with " + e.getClass().getName(),
                            e)));
        }
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
