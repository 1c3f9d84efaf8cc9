package dev.e2ei.acme.trust;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.json.JsonValue;
import dev.e2ei.acme.model.Origin;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.trust.TrustSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Roots and authorities from the two addresses that step-ca serves beside ACME, revocation lists from their distribution
 * points or from Wire's proxy.
 */
final class AcmeTrustSource implements TrustSource {
    /** The engine's own limit for a list, which leaves room for what a store puts around it. */
    static final int MAX_LIST = (64 << 20) - (64 << 10);

    private static final int MAX_CERTIFICATES_TEXT = 1 << 20;
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String LISTED = "crts";

    private final URI roots;
    private final URI federation;
    private final CrlRoute lists;
    private final Download download;

    private AcmeTrustSource(URI origin, CrlRoute lists, Download download) {
        roots = origin.resolve("/roots.pem");
        federation = origin.resolve("/federation");
        this.lists = lists;
        this.download = download;
    }

    static AcmeTrustSource of(TrustSourceConfig config, AcmeTransport transport) {
        return new AcmeTrustSource(origin(config.acmeDirectory()), CrlRoute.of(config), new Download(transport));
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
        return roots;
    }

    @Override
    public URI federationAddress() {
        return federation;
    }

    @Override
    public List<byte[]> roots() {
        Bytes text = download.get("the roots", roots, MAX_CERTIFICATES_TEXT, AddressPolicy.ANY);
        Set<Bytes> found = new LinkedHashSet<>(PemText.blocks(text, CERTIFICATE));
        if (found.isEmpty()) {
            throw Download.refused("the roots: there is none");
        }
        return octets(found);
    }

    @Override
    public List<byte[]> federation() {
        Bytes document = download.get("the federation", federation, MAX_CERTIFICATES_TEXT, AddressPolicy.ANY);
        Set<Bytes> found = new LinkedHashSet<>();
        for (String text : listed(document)) {
            found.addAll(PemText.blocks(Bytes.of(text.getBytes(StandardCharsets.UTF_8)), CERTIFICATE));
        }
        return octets(found);
    }

    private static List<String> listed(Bytes document) {
        try {
            JsonObject object = Json.parseObject(document.toByteArray());
            // Go writes a list without elements as null
            if (object.members().get(LISTED) instanceof JsonValue.Null) {
                return List.of();
            }
            return object.array(LISTED).texts(LISTED);
        } catch (JsonException malformed) {
            throw Download.refused("the federation: " + malformed.getMessage());
        }
    }

    @Override
    public byte[] crl(URI distributionPoint) {
        CrlRoute.Hop hop = lists.to(distributionPoint);
        return CrlOctets.der(download.get("the revocation list", hop.address(), MAX_LIST, hop.addresses()));
    }

    private static List<byte[]> octets(Set<Bytes> found) {
        return found.stream().map(Bytes::toByteArray).toList();
    }
}
