package dev.e2ei.testkit.backend;

import dev.e2ei.testkit.ca.Pem;
import dev.e2ei.testkit.jose.Jwk;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that sign access tokens. A stock deployment has one, P-256. What happens with a proof of another algorithm is
 * the choice here: sign with P-256 all the same, refuse as wire-server does, or have a key for each algorithm.
 */
public final class BackendKeys {
    private final Map<JwsAlgorithm, SigningKey> byProof = new EnumMap<>(JwsAlgorithm.class);
    private final SigningKey stock;

    private BackendKeys(SigningKey stock) {
        this.stock = stock;
    }

    /** {@return one P-256 key that signs whatever the proof's algorithm is: all suites enroll} */
    public static BackendKeys alwaysP256() {
        BackendKeys keys = new BackendKeys(SigningKey.generate(JwsAlgorithm.ES256));
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            keys.byProof.put(algorithm, keys.stock);
        }
        return keys;
    }

    /** {@return one P-256 key for proofs of P-256, as deployments have it; other proofs are refused} */
    public static BackendKeys stock() {
        BackendKeys keys = new BackendKeys(SigningKey.generate(JwsAlgorithm.ES256));
        keys.byProof.put(JwsAlgorithm.ES256, keys.stock);
        return keys;
    }

    /** {@return a key for each algorithm: the token is signed with the proof's} */
    public static BackendKeys eachAlgorithm() {
        BackendKeys keys = new BackendKeys(SigningKey.generate(JwsAlgorithm.ES256));
        for (JwsAlgorithm algorithm : List.of(JwsAlgorithm.EDDSA, JwsAlgorithm.ES384, JwsAlgorithm.ES512)) {
            keys.byProof.put(algorithm, SigningKey.generate(algorithm));
        }
        keys.byProof.put(JwsAlgorithm.ES256, keys.stock);
        return keys;
    }

    Optional<SigningKey> forProof(JwsAlgorithm algorithm) {
        return Optional.ofNullable(byProof.get(algorithm));
    }

    /** {@return all public keys} */
    public Collection<Jwk> publicKeys() {
        return byProof.values().stream().map(SigningKey::jwk).distinct().toList();
    }

    /** {@return the P-256 public key as PEM, for the configuration of a real CA} */
    public String publicKeyPem() {
        try {
            return Pem.write("PUBLIC KEY", stock.publicKeyInfo().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
