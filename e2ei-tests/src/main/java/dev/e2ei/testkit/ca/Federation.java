package dev.e2ei.testkit.ca;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Domains that trust each other: intermediates under one root, each with its revocation list. Every member's ACME server
 * lists all of them, and hands out the lists of all hosts. Safe for use by several threads.
 */
public final class Federation {
    private final List<TestCertificateAuthority> authorities = new CopyOnWriteArrayList<>();
    private final Map<String, RevocationList> lists = new ConcurrentHashMap<>();

    /** Without members yet. */
    public Federation() {}

    /**
     * Takes a domain in.
     *
     * @param authority its CA; of all members the first one's root counts
     * @param point where its revocation list is served
     * @param list its revocation list
     */
    public void join(TestCertificateAuthority authority, URI point, RevocationList list) {
        authorities.add(authority);
        lists.put(point.getRawAuthority(), list);
    }

    /** {@return the CA that came first, if any} */
    public Optional<TestCertificateAuthority> founder() {
        return authorities.stream().findFirst();
    }

    /** The certificates of {@code /federation} as PEM: the root is among them, as at step-ca. */
    List<String> certificates() {
        List<String> all = new ArrayList<>();
        founder().ifPresent(founder -> all.add(founder.rootPem()));
        authorities.forEach(authority -> all.add(authority.intermediatePem()));
        return all;
    }

    /** The list of a distribution point's host, which is all that Wire's proxy is told. */
    Optional<RevocationList> listAt(String host) {
        return Optional.ofNullable(lists.get(host));
    }
}
