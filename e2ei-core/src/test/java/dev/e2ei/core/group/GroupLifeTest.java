package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.e2ei.api.Bytes;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a group from its creation on, with handshakes in public and in private messages. */
class GroupLifeTest {
    private static final Bytes TEXT = Bytes.ofUtf8("hello");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("create, add, update, remove, write, join from outside")
    void life(boolean encrypted) {
        TestGroup group = TestGroup.of(4, encrypted);
        group.commit(group.at(2), CommitRequest.update());
        group.commit(group.at(0), CommitRequest.remove(List.of(1)));
        assertEquals(3, group.active().size());
        Bytes message = group.at(3).encrypt(TEXT);
        for (TestMember member : List.of(group.at(0), group.at(2))) {
            Received.Application received = assertInstanceOf(Received.Application.class, member.receive(message));
            assertEquals(TEXT, received.content());
        }
        TestMember outsider = group.at(1);
        JoinMade join = outsider.joinFromOutside(group.at(0).groupInfo(), group.config);
        group.deliver(outsider, join.pending().message());
        outsider.joinAccepted();
        group.assertAgreed();
        assertEquals(4, group.active().size());
    }
}
