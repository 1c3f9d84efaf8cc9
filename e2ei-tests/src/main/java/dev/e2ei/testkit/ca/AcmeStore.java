package dev.e2ei.testkit.ca;

import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Jwk;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the server remembers, by id. Safe for use by several threads. */
final class AcmeStore {
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, Account> accountsByKey = new ConcurrentHashMap<>();
    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, Authorization> authorizations = new ConcurrentHashMap<>();
    private final Map<String, IssuedLeaf> issued = new ConcurrentHashMap<>();
    private final Map<BigInteger, IssuedLeaf> issuedBySerial = new ConcurrentHashMap<>();
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    private final Set<String> tokenIds = ConcurrentHashMap.newKeySet();

    String newNonce() {
        String nonce = FreshValues.base64Url(32);
        nonces.add(nonce);
        return nonce;
    }

    boolean useNonce(String nonce) {
        return nonces.remove(nonce);
    }

    /** False if the id of this token was seen before. */
    boolean useTokenId(String jti) {
        return tokenIds.add(jti);
    }

    /** True if this account is new. */
    boolean add(Account account) {
        if (accountsByKey.putIfAbsent(account.key.thumbprint(), account) != null) {
            return false;
        }
        accounts.put(account.id, account);
        return true;
    }

    Optional<Account> account(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    Optional<Account> account(Jwk key) {
        return Optional.ofNullable(accountsByKey.get(key.thumbprint()));
    }

    void add(Order order) {
        order.authorizations.forEach(a -> authorizations.put(a.id, a));
        orders.put(order.id, order);
        order.account.orders.add(order);
    }

    Optional<Order> order(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    Optional<Authorization> authorization(String id) {
        return Optional.ofNullable(authorizations.get(id));
    }

    void add(IssuedLeaf leaf) {
        issued.put(leaf.id(), leaf);
        issuedBySerial.put(leaf.serial(), leaf);
    }

    Optional<IssuedLeaf> issued(String id) {
        return Optional.ofNullable(issued.get(id));
    }

    Optional<IssuedLeaf> issued(BigInteger serial) {
        return Optional.ofNullable(issuedBySerial.get(serial));
    }

    int issuedCount() {
        return issued.size();
    }
}
