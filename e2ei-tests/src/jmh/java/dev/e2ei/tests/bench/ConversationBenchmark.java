package dev.e2ei.tests.bench;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ReceivedMessage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a message and a look at the state cost in a conversation of N members, all certified, suite 1, in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConversationBenchmark {
    private static final Bytes MESSAGE = Bytes.of(new byte[1024]);

    /** How many members. */
    @Param({"2", "100", "1000"})
    public int members;

    private GroupOfMembers group;
    private E2eiClient sender;
    private E2eiClient receiver;
    private ConversationId id;

    /** Makes the conversation. */
    @Setup
    public void make() {
        group = new GroupOfMembers(members);
        id = group.create();
        sender = group.creator();
        receiver = group.join();
    }

    /** Closes the clients. */
    @TearDown
    public void close() {
        group.close();
    }

    /** A message to be read, which the next call uses up. */
    @State(Scope.Thread)
    public static class Incoming {
        private Bytes message;

        /** Encrypts it. */
        @Setup(Level.Invocation)
        public void encrypt(ConversationBenchmark benchmark) {
            message = benchmark.encrypt();
        }
    }

    /** What reached the store. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Written {
        /** How many messages there were in all rounds. */
        public long messages;

        /** How many octets of keys and values were written for them. */
        public long octets;

        private long before;

        /** Begins to count. */
        @Setup(Level.Iteration)
        public void begin(ConversationBenchmark benchmark) {
            before = benchmark.group.writtenByCreator();
        }

        /** Ends to count. */
        @TearDown(Level.Iteration)
        public void end(ConversationBenchmark benchmark) {
            octets = benchmark.group.writtenByCreator() - before;
        }
    }

    /** One message of 1 KiB, durable before it is handed out. */
    @Benchmark
    public Bytes encrypt(Written written) {
        written.messages++;
        return encrypt();
    }

    Bytes encrypt() {
        return sender.transaction(tx -> tx.conversation(id).encrypt(MESSAGE));
    }

    /** The same message read by another member. */
    @Benchmark
    public ReceivedMessage decrypt(Incoming incoming) {
        return receiver.transaction(tx -> tx.conversation(id).decrypt(incoming.message));
    }

    /** The state, when nothing has changed since the last look. */
    @Benchmark
    public E2eiConversationState stateAgain() {
        return sender.conversation(id).e2eiConversationState();
    }
}
