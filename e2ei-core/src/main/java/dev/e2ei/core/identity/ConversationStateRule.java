package dev.e2ei.core.identity;

import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.DeviceReport;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state of a conversation by the devices in it: nobody enrolled, everybody proven, or something between. A certificate
 * that proves nothing is one all the same: with it the conversation is never {@code NotEnabled}.
 */
public final class ConversationStateRule {
    /** Below that, sharing the work out costs more than it saves. */
    private static final int PARALLEL_FROM = 64;

    private ConversationStateRule() {}

    /** The state by the verdicts on all devices. */
    public static E2eiConversationState stateOf(Collection<DeviceVerdict> verdicts) {
        boolean enrolled = false;
        boolean proven = true;
        for (DeviceVerdict verdict : verdicts) {
            enrolled |= verdict != DeviceVerdict.NOT_ENROLLED;
            proven &= verdict == DeviceVerdict.VALID;
        }
        if (!enrolled) {
            return E2eiConversationState.NotEnabled;
        }
        return proven ? E2eiConversationState.Verified : E2eiConversationState.NotVerified;
    }

    /** The state as of one instant, without reasons; as soon as it is known, nobody else is judged. */
    public static E2eiConversationState state(List<MemberCredential> members, DeviceReports reports, Instant at) {
        if (members.stream().allMatch(member -> member.type() == CredentialType.Basic)) {
            return E2eiConversationState.NotEnabled;
        }
        Stream<MemberCredential> all = members.size() < PARALLEL_FROM ? members.stream() : members.parallelStream();
        return all.allMatch(member -> reports.verdict(member, at) == DeviceVerdict.VALID)
                ? E2eiConversationState.Verified
                : E2eiConversationState.NotVerified;
    }

    /**
     * Judges all members as of one instant.
     *
     * @param id the conversation
     * @param epoch its epoch
     * @param members the leaves of its ratchet tree
     * @param reports by which each of them is judged
     */
    public static ConversationVerification verify(
            ConversationId id, long epoch, List<MemberCredential> members, DeviceReports reports, Instant at) {
        Stream<MemberCredential> all = members.size() < PARALLEL_FROM ? members.stream() : members.parallelStream();
        List<DeviceReport> devices =
                all.map(member -> reports.report(member, at)).toList();
        Map<ClientId, List<Integer>> leaves = leavesByClient(devices);
        List<String> notes = new ArrayList<>(reports.leniencies());
        leaves.values().stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> notes.add("One client has more than one leaf: " + same + "."));
        return new ConversationVerification(
                id,
                epoch,
                stateOf(devices.stream().map(DeviceReport::verdict).toList()),
                at,
                devices.stream().map(device -> withOtherLeaves(device, leaves)).toList(),
                notes,
                devices.stream().flatMap(device -> device.nextChange().stream()).min(Instant::compareTo));
    }

    private static Map<ClientId, List<Integer>> leavesByClient(List<DeviceReport> devices) {
        Map<ClientId, List<Integer>> leaves = new LinkedHashMap<>();
        for (DeviceReport device : devices) {
            device.member()
                    .clientId()
                    .ifPresent(id -> leaves.computeIfAbsent(id, key -> new ArrayList<>())
                            .add(device.member().leafIndex()));
        }
        return leaves;
    }

    private static DeviceReport withOtherLeaves(DeviceReport device, Map<ClientId, List<Integer>> leaves) {
        Optional<List<Integer>> same =
                device.member().clientId().map(leaves::get).filter(all -> all.size() > 1);
        if (same.isEmpty()) {
            return device;
        }
        List<String> notes = new ArrayList<>(device.notes());
        notes.add("the same client has the leaves " + same.get());
        return new DeviceReport(
                device.member(),
                device.identity(),
                device.verdict(),
                device.explanation(),
                device.evidence(),
                notes,
                device.nextChange(),
                device.claims());
    }
}
