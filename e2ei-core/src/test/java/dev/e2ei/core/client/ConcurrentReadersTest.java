package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.conversation.E2eiConversationState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Those who read a conversation beside its writer")
class ConcurrentReadersTest {
    private static final int READERS = 3;

    /** Everything that needs the epoch's secrets or its tree. */
    private static void read(ConversationView view) {
        try (Secret secret = view.exportSecretKey(32)) {
            assertTrue(secret.size() == 32 && !secret.equals(Secret.take(new byte[32])));
        }
        assertEquals(2, view.members().size());
        assertEquals(E2eiConversationState.Verified, view.e2eiConversationState());
        assertTrue(view.groupInfo().size() > 500);
        assertEquals(32, view.epochAuthenticator().size());
    }

    @Test
    @DisplayName("never see a wiped secret or half a change, while messages, commits and aborts go on")
    void beside() {
        try (TestRoom room = new TestRoom().certified()) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger reads = new AtomicInteger();
            List<CompletableFuture<Void>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(CompletableFuture.runAsync(() -> {
                    ConversationView view = room.alice.view();
                    while (!over.get()) {
                        read(view);
                        reads.incrementAndGet();
                    }
                }));
            }
            try {
                for (int round = 0; round < 25 || reads.get() < 50; round++) {
                    room.alice.in(conversation -> conversation.updateKeyingMaterial());
                    room.bob.read(room.alice.delivery.last().commit());
                    Bytes message = room.bob.send("text");
                    try (var tx = room.alice.client.newTransaction()) {
                        tx.conversation(TestMember.ROOM).decrypt(message);
                    }
                    assertEquals("text", TestRoom.text(room.alice.read(message)));
                    assertEquals("text", TestRoom.text(room.bob.read(room.alice.send("text"))));
                }
            } finally {
                over.set(true);
            }
            readers.forEach(CompletableFuture::join);
            room.assertAgreed(room.bob);
        }
    }
}
