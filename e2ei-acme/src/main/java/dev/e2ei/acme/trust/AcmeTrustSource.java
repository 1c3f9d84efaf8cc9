package dev.e2ei.acme.trust;

import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.model.Origin;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.trust.CrlDownload;
import dev.e2ei.spi.trust.CrlValidators;
import dev.e2ei.spi.trust.TrustSource;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Roots and authorities from the addresses that step-ca serves beside ACME, revocation lists from their distribution
 * points or from Wire's proxy.
 */
final class AcmeTrustSource implements TrustSource {
    /** The engine's own limit for a list, which leaves room for what a store puts around it. */
    static final int MAX_LIST = (64 << 20) - (64 << 10);

    static final int SMALL_LIST = 4 << 20;

    private static final int MAX_CERTIFICATES_TEXT = 1 << 20;
    private static final String ROOTS = "the roots";
    private static final String FEDERATION = "the federation";
    private static final String LIST = "the revocation list";
    private static final int OK = 200;
    /** What step-ca answers at {@code /federation} and {@code /roots}. */
    private static final int CREATED = 201;

    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    private final URI origin;
    private final CrlRoute lists;
    private final Download download;
    private final ReentrantLock large = new ReentrantLock();

    private AcmeTrustSource(URI origin, CrlRoute lists, Download download) {
        this.origin = origin;
        this.lists = lists;
        this.download = download;
    }

    static AcmeTrustSource of(TrustSourceConfig config, AcmeTransport transport, ElapsedTime time) {
        return new AcmeTrustSource(
                origin(config.acmeDirectory()),
                CrlRoute.of(config),
                new Download(transport, config.downloads(), time, config.deadline()));
    }

    private static URI origin(URI directory) {
        try {
            return URI.create(Origin.of("the ACME directory", directory).toString());
        } catch (JsonException notHttps) {
            throw new IllegalArgumentException(notHttps.getMessage());
        }
    }

    @Override
    public URI rootsAddress() {
        return origin.resolve("/roots.pem");
    }

    @Override
    public URI federationAddress() {
        return origin.resolve("/federation");
    }

    /** As text, or where a server has no such text as the list in JSON that older ones have. */
    @Override
    public List<byte[]> roots() {
        TransportResponse text = certificates(ROOTS, rootsAddress());
        Set<Bytes> found = text.status() == NOT_FOUND
                ? CertificateList.read(ROOTS, body(ROOTS, certificates(ROOTS, origin.resolve("/roots"))))
                : new LinkedHashSet<>(PemText.certificates(body(ROOTS, text)));
        if (found.isEmpty()) {
            throw Download.refused(ROOTS + ": there is none");
        }
        return octets(found);
    }

    @Override
    public List<byte[]> federation() {
        return octets(
                CertificateList.read(FEDERATION, body(FEDERATION, certificates(FEDERATION, federationAddress()))));
    }

    private TransportResponse certificates(String what, URI address) {
        return download.get(
                what, new Hop(address, AddressPolicy.ANY), Redirects.withinOrigin(), MAX_CERTIFICATES_TEXT, Map.of());
    }

    private static Bytes body(String what, TransportResponse answer) {
        if (answer.status() != OK && answer.status() != CREATED) {
            throw Download.failed(what, answer);
        }
        return answer.body();
    }

    @Override
    public CrlDownload crl(URI distributionPoint, Optional<CrlValidators> known) {
        Map<String, String> conditions = new TreeMap<>();
        known.flatMap(CrlValidators::entityTag).ifPresent(tag -> conditions.put("If-None-Match", tag));
        known.flatMap(CrlValidators::lastModified).ifPresent(when -> conditions.put("If-Modified-Since", when));
        TransportResponse answer = list(lists.to(distributionPoint), conditions);
        if (answer.status() == NOT_MODIFIED && !conditions.isEmpty()) {
            return CrlDownload.unchanged();
        }
        return CrlDownload.of(Bytes.of(CrlOctets.der(body(LIST, answer))), Validators.of(answer));
    }

    /** Most lists are small. The large ones come one at a time, so that several hosts together do not fill the memory. */
    private TransportResponse list(Hop first, Map<String, String> conditions) {
        try {
            return download.get(LIST, first, lists.redirects(), SMALL_LIST, conditions);
        } catch (TransportException e) {
            if (e.code() != ErrorCode.TRANSPORT_TOO_LARGE) {
                throw e;
            }
        }
        try {
            large.lockInterruptibly();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new TransportException(ErrorCode.INTERRUPTED, "interrupted before a large list was fetched");
        }
        try {
            return download.get(LIST, first, lists.redirects(), MAX_LIST, conditions);
        } finally {
            large.unlock();
        }
    }

    private static List<byte[]> octets(Set<Bytes> found) {
        return found.stream().map(Bytes::toByteArray).toList();
    }
}
