package dev.e2ei.core.client;

import dev.e2ei.api.trust.ClientTrust;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** What is trusted outside a transaction, and the way to keep it up to date. */
final class DefaultClientTrust extends DefaultTrustView implements ClientTrust {
    private final Supplier<ClientRooms> rooms;

    DefaultClientTrust(ClientEnvironment environment, Supplier<ClientRooms> rooms) {
        super(environment, () -> rooms.get().committedTrust());
        this.rooms = rooms;
    }

    @Override
    public Set<URI> dueCrlDistributionPoints() {
        ClientRooms open = rooms.get();
        return open.refresher().due(open.committedTrust());
    }

    @Override
    public TrustRefresh refresh(TrustSourceConfig config) {
        Objects.requireNonNull(config, "config");
        ClientRooms open = rooms.get();
        open.enrollments().requireNoWriter("refresh");
        List<FetchedTrust> fetched = open.refresher().fetch(config, open.committedTrust());
        TransactionScope scope = open.begin();
        try {
            TrustRefresh refresh = open.refresher().register(scope, fetched);
            Runnable remembering = open.refresher()
                    .remembering(config, fetched, refresh, scope.trust().crls());
            scope.commit();
            remembering.run();
            return refresh;
        } finally {
            if (!scope.over()) {
                scope.rollback();
            }
        }
    }
}
