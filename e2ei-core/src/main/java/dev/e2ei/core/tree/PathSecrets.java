package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.secret.SecretScope;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The path secrets from some node to the end of a filtered path, with the nodes' key pairs, RFC 9420, section 7.4. */
final class PathSecrets implements AutoCloseable {
    private static final String PATH = "path";
    private static final String NODE = "node";

    private final List<Secret> secrets;
    private final List<KeyPairOctets> keyPairs;
    private final Secret commitSecret;

    private PathSecrets(List<Secret> secrets, List<KeyPairOctets> keyPairs, Secret commitSecret) {
        this.secrets = List.copyOf(secrets);
        this.keyPairs = List.copyOf(keyPairs);
        this.commitSecret = commitSecret;
    }

    /** The last secret is the commit secret: rules TREE-16 and TREE-21, without nodes the first one itself. */
    static PathSecrets from(LabeledCrypto crypto, byte[] first, int nodes) {
        List<Secret> secrets = new ArrayList<>();
        List<KeyPairOctets> pairs = new ArrayList<>();
        try (SecretScope scope = new SecretScope()) {
            byte[] secret = scope.keep(first.clone());
            for (int i = 0; i < nodes; i++) {
                secrets.add(Secret.copyOf(secret));
                byte[] nodeSecret = scope.keep(crypto.deriveSecret(secret, NODE));
                pairs.add(crypto.crypto().deriveHpkeKeyPair(nodeSecret));
                secret = scope.keep(crypto.deriveSecret(secret, PATH));
            }
            return new PathSecrets(secrets, pairs, Secret.copyOf(secret));
        }
    }

    Secret secret(int place) {
        return secrets.get(place);
    }

    List<KeyPairOctets> keyPairs() {
        return keyPairs;
    }

    Bytes publicKey(int place) {
        return Bytes.of(keyPairs.get(place).publicKey());
    }

    List<Bytes> publicKeys() {
        return keyPairs.stream().map(pair -> Bytes.of(pair.publicKey())).toList();
    }

    Secret commitSecret() {
        return commitSecret;
    }

    @Override
    public void close() {
        secrets.forEach(Secret::close);
        keyPairs.forEach(pair -> Arrays.fill(pair.privateKey(), (byte) 0));
        commitSecret.close();
    }
}
