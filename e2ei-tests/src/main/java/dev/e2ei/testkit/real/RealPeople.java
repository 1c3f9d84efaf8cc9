package dev.e2ei.testkit.real;

import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.Handle;
import dev.e2ei.api.id.UserId;
import dev.e2ei.testkit.backend.BackendUser;
import dev.e2ei.testkit.backend.WireBackendServer;
import dev.e2ei.testkit.jose.FreshValues;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is known to Keycloak and to the backend. Safe for use by several threads. */
final class RealPeople {
    private final Domain domain;
    private final HttpClient http;
    private final Keycloak keycloak;
    private final WireBackendServer backend;
    private final Map<RealUser, Account> accounts = new ConcurrentHashMap<>();

    /**
     * What the backend knows of a person.
     *
     * @param user id, handle, name and team
     * @param bearer the token that authenticates the person
     */
    record Account(BackendUser user, String bearer) {
        /** {@return nothing about the person} */
        @Override
        public String toString() {
            return "Account";
        }
    }

    RealPeople(Domain domain, HttpClient http, Keycloak keycloak, WireBackendServer backend) {
        this.domain = domain;
        this.http = http;
        this.keycloak = keycloak;
        this.backend = backend;
    }

    void add(RealUser user) {
        // The administrator's token is good for a minute only: a fresh one each time.
        KeycloakAdmin.login(http, keycloak).addUser(user, domain);
        BackendUser known = new BackendUser(
                new UserId(FreshValues.uuid(), domain),
                Optional.of(new Handle(user.handle(), domain)),
                user.displayName(),
                Optional.of(FreshValues.uuid().toString()));
        accounts.put(user, new Account(known, backend.add(known)));
    }

    Account account(RealUser user) {
        Account account = accounts.get(user);
        if (account == null) {
            throw new IllegalArgumentException(user + " was not added");
        }
        return account;
    }
}
