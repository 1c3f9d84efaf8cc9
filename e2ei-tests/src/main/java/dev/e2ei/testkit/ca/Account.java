package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.testkit.jose.Jwk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** An account, RFC 8555, section 7.1.2. Its lock covers its orders and all that hangs from them. */
final class Account {
    final String id;
    final Jwk key;
    final JsonNode contact;
    final ReentrantLock lock = new ReentrantLock();
    final List<Order> orders = new ArrayList<>();
    private volatile String status = "valid";

    Account(String id, Jwk key, JsonNode contact) {
        this.id = id;
        this.key = key;
        this.contact = contact;
    }

    String status() {
        return status;
    }

    void deactivate() {
        status = "deactivated";
    }
}
