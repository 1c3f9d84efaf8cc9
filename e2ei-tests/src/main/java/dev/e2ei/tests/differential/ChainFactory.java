package dev.e2ei.tests.differential;

import static dev.e2ei.tests.differential.Alteration.ISSUER_MISSING;
import static dev.e2ei.tests.differential.Alteration.ISSUER_OF_ANOTHER_NAME;
import static dev.e2ei.tests.differential.Alteration.ISSUER_SIGNATURE_ALTERED;
import static dev.e2ei.tests.differential.Alteration.LEAF_CONTENT_ALTERED;
import static dev.e2ei.tests.differential.Alteration.LEAF_EDWARDS_KEY;
import static dev.e2ei.tests.differential.Alteration.LEAF_SIGNATURE_ALTERED;
import static dev.e2ei.tests.differential.Alteration.LIST_MISSING;
import static dev.e2ei.tests.differential.Alteration.ROOT_EXCLUDES_THE_DOMAIN;
import static dev.e2ei.tests.differential.Alteration.ROOT_EXPIRED;
import static dev.e2ei.tests.differential.Alteration.ROOT_FOR_SERVERS;
import static dev.e2ei.tests.differential.Alteration.ROOT_OF_ANOTHER_KEY;
import static dev.e2ei.tests.differential.Alteration.ROOT_PATH_LENGTH_ONE;
import static dev.e2ei.tests.differential.Alteration.ROOT_PATH_LENGTH_ZERO;
import static dev.e2ei.tests.differential.Alteration.ROOT_PERMITS_ANOTHER_DOMAIN;

import dev.e2ei.api.Bytes;
import dev.e2ei.tests.differential.Alteration.Part;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Makes chains in Wire's shape. Few keys are used over and over, and what does not differ is signed once. */
final class ChainFactory {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final int LEAF_SERIAL = 4711;

    private final Signing signing;
    private final KeyPair rootKey;
    private final KeyPair issuerKey;
    private final KeyPair leafKey;
    private final KeyPair edwardsKey;
    private final KeyPair strangersKey;
    private final Map<String, Bytes> made = new ConcurrentHashMap<>();

    ChainFactory(Provider provider) {
        signing = new Signing(provider);
        rootKey = pair("EC");
        issuerKey = pair("EC");
        leafKey = pair("EC");
        edwardsKey = pair("Ed25519");
        strangersKey = pair("EC");
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Chain make(ChainCase one) {
        String root = one.variant(Part.ROOT);
        String issuer = one.variant(Part.ISSUER);
        String leaf = one.variant(Part.LEAF);
        String list = one.variant(Part.LIST);
        List<Bytes> lists = new ArrayList<>(List.of(once("lists of the root", () -> list(new CrlPlan(rootKey)))));
        lists.addAll(lists(one, list));
        return new Chain(
                once(leaf, () -> leaf(one)),
                one.has(ISSUER_MISSING) ? List.of() : List.of(once(issuer + " issuer", () -> issuer(one))),
                once(root + " root", () -> root(one)),
                List.copyOf(lists));
    }

    private Bytes once(String what, Supplier<Bytes> made) {
        return this.made.computeIfAbsent(what, key -> made.get());
    }

    private Bytes root(ChainCase one) {
        CertificatePlan plan = CertificatePlan.authority("Root", "Root");
        if (one.has(ROOT_PERMITS_ANOTHER_DOMAIN)) {
            plan.permitted = List.of("evil.com");
        } else if (one.has(ROOT_EXCLUDES_THE_DOMAIN)) {
            plan.excluded = List.of("wire.com");
        } else if (one.has(ROOT_EXPIRED)) {
            plan.notAfter = NOW.minusSeconds(1);
        } else if (one.has(ROOT_FOR_SERVERS)) {
            plan.purposes = List.of(CertificatePlan.SERVER);
        } else if (one.has(ROOT_PATH_LENGTH_ZERO)) {
            plan.pathLength = 0;
        } else if (one.has(ROOT_PATH_LENGTH_ONE)) {
            plan.pathLength = 1;
        }
        KeyPair own = one.has(ROOT_OF_ANOTHER_KEY) ? strangersKey : rootKey;
        return signing.certificate(plan, own.getPublic(), own.getPrivate());
    }

    private Bytes issuer(ChainCase one) {
        CertificatePlan plan = CertificatePlan.authority("Root", one.has(ISSUER_OF_ANOTHER_NAME) ? "Other" : "Issuer");
        plan.pathLength = 0;
        plan.permitted = List.of("wire.com");
        plan.alterIssuer(one);
        Bytes der = signing.certificate(plan, issuerKey.getPublic(), rootKey.getPrivate());
        return one.has(ISSUER_SIGNATURE_ALTERED) ? Signing.withLastOctetAltered(der) : der;
    }

    private Bytes leaf(ChainCase one) {
        CertificatePlan plan = CertificatePlan.leaf(LEAF_SERIAL);
        plan.alterLeaf(one);
        KeyPair key = one.has(LEAF_EDWARDS_KEY) ? edwardsKey : leafKey;
        Bytes der = signing.certificate(plan, key.getPublic(), issuerKey.getPrivate());
        if (one.has(LEAF_CONTENT_ALTERED)) {
            return Signing.withTextAltered(der, "Alice", "Malic");
        }
        return one.has(LEAF_SIGNATURE_ALTERED) ? Signing.withLastOctetAltered(der) : der;
    }

    private List<Bytes> lists(ChainCase one, String variant) {
        CrlPlan plan = new CrlPlan(issuerKey);
        plan.leaf = CertificatePlan.serialNumber(one, LEAF_SERIAL);
        String key = "list " + variant + plan.leaf.bitLength();
        if (one.has(LIST_MISSING)) {
            return List.of();
        }
        List<CrlPlan> plans = plan.altered(one, strangersKey);
        List<Bytes> lists = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            CrlPlan each = plans.get(i);
            lists.add(once(key + i, () -> list(each)));
        }
        // In which order lists are found must not matter.
        if (one.number() % 2 == 1) {
            Collections.reverse(lists);
        }
        return lists;
    }

    private Bytes list(CrlPlan plan) {
        return signing.list(plan, plan.signer.equals(rootKey) ? "Root" : "Issuer");
    }
}
