package dev.e2ei.core.group;

import dev.e2ei.core.schedule.SecretTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** All that holds secrets in a state. States share such objects, so they are compared by what they are, not by value. */
final class HeldSecrets {
    /** Message keys of an epoch, which share parts with those of other states. */
    private record Keys(long epoch, SecretTree tree) {}

    private final Set<AutoCloseable> whole = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Keys> keys = new ArrayList<>();

    static HeldSecrets of(GroupState state) {
        HeldSecrets held = new HeldSecrets();
        if (state instanceof Inactive inactive) {
            held.add(inactive.resumption());
        } else {
            held.add(state.operational());
        }
        if (state instanceof PendingCommit pending) {
            pending.staged().next().ifPresent(held::add);
        }
        return held;
    }

    static HeldSecrets of(StagedCommit staged) {
        HeldSecrets held = new HeldSecrets();
        staged.next().ifPresent(held::add);
        return held;
    }

    private void add(Operational group) {
        add(group.current());
        group.past().forEach(past -> {
            whole.add(past.secrets());
            keys.add(new Keys(past.number(), past.keys()));
        });
        add(group.resumption());
        group.proposals().all().forEach(proposal -> proposal.leafKey().ifPresent(whole::add));
    }

    private void add(GroupEpoch epoch) {
        whole.add(epoch.secrets());
        whole.add(epoch.privateTree());
        keys.add(new Keys(epoch.number(), epoch.keys()));
    }

    private void add(ResumptionSecrets resumption) {
        whole.addAll(resumption.byEpoch().values());
    }

    void wipeAllBut(HeldSecrets kept) {
        whole.stream().filter(holder -> !kept.whole.contains(holder)).forEach(HeldSecrets::close);
        for (Keys held : keys) {
            List<SecretTree> others = kept.keys.stream()
                    .filter(other -> other.epoch == held.epoch)
                    .map(Keys::tree)
                    .toList();
            if (others.isEmpty()) {
                held.tree.wipe();
            } else if (!others.contains(held.tree)) {
                held.tree.wipeAllBut(others.get(0));
            }
        }
    }

    private static void close(AutoCloseable holder) {
        try {
            holder.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a secret cannot be wiped", e);
        }
    }
}
