package dev.e2ei.tests.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** One vector, or an object within it, with the means to check it. */
final class VectorCase {
    private final JsonNode json;
    private final CryptoProvider provider;
    private final int suite;

    VectorCase(JsonNode json, CryptoProvider provider) {
        this(json, provider, json.path("cipher_suite").asInt(0));
    }

    private VectorCase(JsonNode json, CryptoProvider provider, int suite) {
        this.json = json;
        this.provider = provider;
        this.suite = suite;
    }

    /** The suite's number; 0 if the vector has none. */
    int suite() {
        return suite;
    }

    LabeledCrypto crypto() {
        return Ciphersuite.ofId(suite)
                .flatMap(provider::forCiphersuite)
                .map(LabeledCrypto::new)
                .orElseThrow(() -> new VectorMismatchException("suite " + suite + " is not supported"));
    }

    CryptoProvider provider() {
        return provider;
    }

    RandomSource random() {
        return provider.random();
    }

    boolean has(String member) {
        return json.hasNonNull(member);
    }

    private JsonNode required(String member) {
        JsonNode value = json.get(member);
        if (value == null || value.isNull()) {
            throw new VectorMismatchException("no member " + member);
        }
        return value;
    }

    byte[] octets(String member) {
        return HexFormat.of().parseHex(required(member).textValue());
    }

    Bytes bytes(String member) {
        return Bytes.of(octets(member));
    }

    Secret secret(String member) {
        return Secret.take(octets(member));
    }

    /** A private key; scalars of the P curves are filled up on the left (CS-7), since older files have them shorter. */
    byte[] privateKey(String member) {
        byte[] key = octets(member);
        int missing = Math.max(0, crypto().crypto().kemPrivateKeyLength() - key.length);
        byte[] whole = new byte[missing + key.length];
        System.arraycopy(key, 0, whole, missing, key.length);
        return whole;
    }

    /** The same for signature keys, whose scalars have the size of half a point. */
    byte[] signaturePrivateKey(String member) {
        byte[] key = octets(member);
        boolean scalar = crypto().suite().signatureScheme().name().startsWith("ECDSA");
        int length = scalar ? crypto().crypto().kemPrivateKeyLength() : key.length;
        byte[] whole = new byte[length];
        System.arraycopy(key, 0, whole, length - key.length, key.length);
        return whole;
    }

    String text(String member) {
        return required(member).textValue();
    }

    /** A number as it stands; a uint32 or uint64 keeps its bits. */
    long number(String member) {
        return required(member).bigIntegerValue().longValue();
    }

    int index(String member) {
        return (int) number(member);
    }

    VectorCase object(String member) {
        return new VectorCase(required(member), provider, suite);
    }

    List<VectorCase> objects(String member) {
        return elements(member).stream()
                .map(element -> new VectorCase(element, provider, suite))
                .toList();
    }

    /** The objects of an array of arrays. */
    List<List<VectorCase>> lists(String member) {
        return elements(member).stream()
                .map(list -> StreamSupport.stream(list.spliterator(), false)
                        .map(element -> new VectorCase(element, provider, suite))
                        .toList())
                .toList();
    }

    List<Optional<Integer>> numbers(String member) {
        return elements(member).stream()
                .map(element -> element.isNull() ? Optional.<Integer>empty() : Optional.of(element.asInt()))
                .toList();
    }

    List<Optional<Bytes>> allBytes(String member) {
        return elements(member).stream()
                .map(element ->
                        element.isNull() ? Optional.<Bytes>empty() : Optional.of(Bytes.fromHex(element.textValue())))
                .toList();
    }

    /** The elements of an array. */
    List<JsonNode> elements(String member) {
        return StreamSupport.stream(required(member).spliterator(), false).toList();
    }

    static void same(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new VectorMismatchException(what + ": expected " + show(expected) + ", was " + show(actual));
        }
    }

    static void sameOctets(String what, Bytes expected, byte[] actual) {
        same(what, expected, Bytes.of(actual));
    }

    static void require(String what, boolean holds) {
        if (!holds) {
            throw new VectorMismatchException(what);
        }
    }

    private static String show(Object value) {
        String text = value instanceof Bytes bytes ? bytes.hex() : value.toString();
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
