package dev.e2ei.core.client;

import dev.e2ei.api.conversation.DeviceIdentities;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.UserId;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.core.identity.DeviceReports;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who the members of a conversation are, asked by device or by user. */
final class IdentityQueries {
    private final ConversationSnapshot.Source source;

    IdentityQueries(ConversationSnapshot.Source source) {
        this.source = source;
    }

    List<WireIdentity> ofDevices(Collection<ClientId> deviceIds) {
        Set<ClientId> wanted = wanted(deviceIds);
        return identities(identity -> wanted.contains(identity.clientId()));
    }

    DeviceIdentities find(Collection<ClientId> deviceIds) {
        List<WireIdentity> found = ofDevices(deviceIds);
        Set<ClientId> missing = new HashSet<>(deviceIds);
        found.forEach(identity -> missing.remove(identity.clientId()));
        return new DeviceIdentities(found, missing);
    }

    Map<UserId, List<WireIdentity>> ofUsers(Collection<UserId> userIds) {
        Set<UserId> wanted = wanted(userIds);
        return byUser(identities(identity -> wanted.contains(identity.clientId().user())));
    }

    Map<UserId, List<WireIdentity>> ofUuids(Collection<String> uuids) {
        Set<UUID> wanted = wanted(uuids).stream().map(UserId::parseUuid).collect(Collectors.toSet());
        return byUser(identities(
                identity -> wanted.contains(identity.clientId().user().uuid())));
    }

    private static <T> Set<T> wanted(Collection<T> ids) {
        Objects.requireNonNull(ids, "ids");
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("at least one id is needed");
        }
        return Set.copyOf(new HashSet<>(ids));
    }

    private List<WireIdentity> identities(Predicate<WireIdentity> wanted) {
        return source.read(snapshot -> {
            DeviceReports reports = snapshot.reports();
            return snapshot.members().stream()
                    .map(member -> reports.identity(member, snapshot.now()))
                    .flatMap(Optional::stream)
                    .filter(wanted)
                    .toList();
        });
    }

    private static Map<UserId, List<WireIdentity>> byUser(List<WireIdentity> identities) {
        return identities.stream()
                .collect(Collectors.groupingBy(
                        identity -> identity.clientId().user(), LinkedHashMap::new, Collectors.toList()));
    }
}
