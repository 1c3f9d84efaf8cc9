package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.trust.ClientTrust;
import dev.e2ei.api.trust.TrustEditor;
import dev.e2ei.core.identity.TestDevice;
import dev.e2ei.core.pki.TestKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every method of the public interfaces")
class WrongUseTest {
    /** What ends something may be called again; what is a constant or a pure function of its argument needs nobody. */
    private static final Set<String> ALWAYS = Set.of("close", "abort", "id", "parseChain", "policy");

    private final TestRoom room = new TestRoom().basic();
    private final E2eiClient client = room.alice.client;
    private final E2eiEnrollment enrollment = client.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
    private final SampleArguments samples = new SampleArguments(
            room.alice.view().credential(), enrollment, TestDevice.chain(TestDevice.Kind.VALID, 1, TestKey.ed25519()));

    @AfterEach
    void close() {
        room.close();
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .filter(method -> !ALWAYS.contains(method.getName()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    /** What a call ends with; none if it succeeds. */
    private static Optional<Throwable> thrown(Object target, Method method, Object[] arguments) {
        try {
            method.invoke(target, arguments);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertAll(List<String> wrong) {
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    /** Not one that happened to be thrown on the way, with half of the work done. */
    private static boolean isCheckForNull(Throwable refusal) {
        return refusal instanceof NullPointerException
                && refusal.getStackTrace()[0].getClassName().startsWith("java.util.");
    }

    private void refusesNulls(Class<?> type, Object target) {
        Map<String, Map<Bytes, Bytes>> before = room.alice.engine.dump(DefaultRuntime.KEYSPACES);
        List<String> wrong = new ArrayList<>();
        for (Method method : methods(type)) {
            Class<?>[] parameters = method.getParameterTypes();
            for (int place = 0; place < parameters.length; place++) {
                if (!parameters[place].isPrimitive()) {
                    Object[] arguments = samples.of(method);
                    arguments[place] = null;
                    Optional<Throwable> refusal = thrown(target, method, arguments);
                    if (refusal.filter(WrongUseTest::isCheckForNull).isEmpty()) {
                        wrong.add(method + " without argument " + place + ": " + refusal);
                    }
                }
            }
        }
        assertAll(wrong);
        assertEquals(before, room.alice.engine.dump(DefaultRuntime.KEYSPACES));
        assertEquals(List.of(), room.alice.delivery.messages);
    }

    private void refusesAfterTheEnd(Class<?> type, Object target) {
        List<String> wrong = new ArrayList<>();
        for (Method method : methods(type)) {
            Optional<Throwable> refusal = thrown(target, method, samples.of(method));
            if (refusal.filter(IllegalStateException.class::isInstance).isEmpty()) {
                wrong.add(method + ": " + refusal);
            }
        }
        assertAll(wrong);
    }

    @Test
    @DisplayName("refuses null in each place, and the store is as it was")
    void nulls() {
        refusesNulls(E2eiClient.class, client);
        refusesNulls(ClientTrust.class, client.trust());
        refusesNulls(ConversationView.class, room.alice.view());
        try (E2eiTransaction tx = client.newTransaction()) {
            refusesNulls(E2eiTransaction.class, tx);
            refusesNulls(TrustEditor.class, tx.trust());
            refusesNulls(Conversation.class, tx.conversation(TestMember.ROOM));
            tx.finish();
        }
    }

    @Test
    @DisplayName("is refused by a transaction that is over, and by what it handed out")
    void afterTheTransaction() {
        E2eiTransaction tx = client.newTransaction();
        Conversation conversation = tx.conversation(TestMember.ROOM);
        TrustEditor trust = tx.trust();
        tx.finish();
        Map<String, Map<Bytes, Bytes>> before = room.alice.engine.dump(DefaultRuntime.KEYSPACES);
        refusesAfterTheEnd(E2eiTransaction.class, tx);
        refusesAfterTheEnd(Conversation.class, conversation);
        refusesAfterTheEnd(TrustEditor.class, trust);
        assertEquals(before, room.alice.engine.dump(DefaultRuntime.KEYSPACES));
    }

    @Test
    @DisplayName("is refused by a client that is closed, and by what it handed out")
    void afterTheClient() {
        ClientTrust trust = client.trust();
        ConversationView view = room.alice.view();
        E2eiTransaction tx = client.newTransaction();
        Conversation conversation = tx.conversation(TestMember.ROOM);
        client.close();
        Map<String, Map<Bytes, Bytes>> before = room.alice.engine.dump(DefaultRuntime.KEYSPACES);
        refusesAfterTheEnd(E2eiClient.class, client);
        refusesAfterTheEnd(ClientTrust.class, trust);
        refusesAfterTheEnd(ConversationView.class, view);
        refusesAfterTheEnd(E2eiTransaction.class, tx);
        refusesAfterTheEnd(Conversation.class, conversation);
        assertEquals(before, room.alice.engine.dump(DefaultRuntime.KEYSPACES));
    }
}
