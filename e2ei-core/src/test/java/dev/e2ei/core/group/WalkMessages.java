package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.tree.LeafNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Application messages of a walk: out of order within the window, some of them epochs later. */
final class WalkMessages {
    private final GroupWalk walk;
    private final List<Late> late = new ArrayList<>();
    private int sent;

    private record Text(Bytes message, Bytes text, TestMember sender, LeafNode leaf) {}

    private record Late(TestMember receiver, Text text, int epochsAgo) {}

    WalkMessages(GroupWalk walk) {
        this.walk = walk;
    }

    /** Up to three messages of one sender, in any order, maybe not all of them. */
    boolean send() {
        TestMember sender = walk.member();
        if (!sender.state().operational().proposals().isEmpty()) {
            assertThrows(MlsException.class, () -> sender.encrypt(Bytes.ofUtf8("too early")), "MP-15");
            return false;
        }
        send(sender);
        return true;
    }

    void send(TestMember sender) {
        deliverLate(one -> one.text.sender == sender);
        List<Text> texts = new ArrayList<>();
        int count = 1 + walk.random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Bytes text = Bytes.ofUtf8("message " + sent++);
            texts.add(new Text(sender.encrypt(text), text, sender, sender.ownLeaf()));
        }
        for (TestMember receiver : walk.active()) {
            if (receiver != sender) {
                Collections.shuffle(texts, walk.random);
                for (Text text : texts) {
                    if (walk.random.nextInt(4) == 0) {
                        late.add(new Late(receiver, text, 0));
                    } else {
                        read(receiver, text);
                    }
                }
            }
        }
    }

    private void read(TestMember receiver, Text text) {
        Received.Application received = (Received.Application) receiver.receive(text.message);
        assertEquals(text.text, received.content());
        assertEquals(text.leaf, received.sender().leaf(), "the leaf of the message's own epoch");
        assertThrows(MlsException.class, () -> receiver.receive(text.message), "KS-11: once only");
    }

    boolean deliverLate() {
        boolean any = !late.isEmpty();
        Collections.shuffle(late, walk.random);
        deliverLate(one -> true);
        return any;
    }

    private void deliverLate(Predicate<Late> which) {
        List<Late> due = late.stream().filter(which).toList();
        late.removeAll(due);
        due.forEach(one -> read(one.receiver, one.text));
    }

    /** What would be too late after the next epoch comes now; those who are gone read nothing any more. */
    void epochEnded() {
        late.removeIf(one -> !one.receiver.active());
        late.replaceAll(one -> new Late(one.receiver, one.text, one.epochsAgo + 1));
        deliverLate(one -> one.epochsAgo == GroupSettings.WIRE.pastEpochs());
    }

    /** Somebody joined anew, and has no past. */
    void forget(TestMember member) {
        late.removeIf(one -> one.receiver == member);
    }
}
