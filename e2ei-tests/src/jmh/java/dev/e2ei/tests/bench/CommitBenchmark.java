package dev.e2ei.tests.bench;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.conversation.WelcomeBundle;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** What the changes of a conversation of N members cost, all certified, suite 1, in memory. Each is run on its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 8)
@Fork(1)
public class CommitBenchmark {
    /** How many members. */
    @Param({"2", "100", "1000"})
    public int members;

    private GroupOfMembers group;

    /** Makes the clients. */
    @Setup
    public void make() {
        group = new GroupOfMembers(members);
    }

    /** Closes the clients. */
    @TearDown
    public void close() {
        group.close();
    }

    /** A conversation of the creator alone. */
    @State(Scope.Thread)
    public static class Empty {
        private ConversationId id;
        private List<Bytes> keyPackages;

        /** Makes it. */
        @Setup(Level.Invocation)
        public void make(CommitBenchmark benchmark) {
            id = benchmark.group.createEmpty();
            keyPackages = benchmark.group.keyPackages();
        }
    }

    /** A conversation of everybody, which the joiner has not joined yet. */
    @State(Scope.Thread)
    public static class Full {
        private ConversationId id;
        private Bytes welcome;

        /** Makes it. */
        @Setup(Level.Invocation)
        public void make(CommitBenchmark benchmark) {
            id = benchmark.group.create();
            welcome = benchmark.group.welcome();
        }
    }

    /** A conversation of everybody, which the joiner has joined. */
    @State(Scope.Thread)
    public static class Joined {
        private ConversationId id;

        /** Makes it. */
        @Setup(Level.Invocation)
        public void make(CommitBenchmark benchmark) {
            id = benchmark.group.create();
            benchmark.group.join();
        }
    }

    /** A conversation of everybody, which the joiner has joined, with no verdict remembered. */
    @State(Scope.Thread)
    public static class Cold {
        private ConversationId id;

        /** Makes it. */
        @Setup(Level.Invocation)
        public void make(CommitBenchmark benchmark) {
            id = benchmark.group.create();
            benchmark.group.join();
            benchmark.group.trustAnother();
        }
    }

    /** A commit of fresh keys in a tree without parents, not yet read by the joiner. */
    @State(Scope.Thread)
    public static class Updated {
        private ConversationId id;
        private Bytes commit;

        /** Makes it. */
        @Setup(Level.Invocation)
        public void make(CommitBenchmark benchmark) {
            id = benchmark.group.create();
            benchmark.group.join();
            benchmark.group.creator().inTransaction(tx -> tx.conversation(id).updateKeyingMaterial());
            commit = benchmark.group.lastCommit();
        }
    }

    /** Adds all others in one commit. */
    @Benchmark
    public CommitResult add(Empty empty) {
        return group.creator().transaction(tx -> tx.conversation(empty.id).addMembers(empty.keyPackages));
    }

    /** Joins by the welcome. */
    @Benchmark
    public WelcomeBundle join(Full full) {
        return group.joiner().transaction(tx -> tx.joinByWelcome(full.welcome));
    }

    /** Commits fresh keys in a tree without parents. */
    @Benchmark
    public CommitResult updateBuild(Joined joined) {
        return group.creator().transaction(tx -> tx.conversation(joined.id).updateKeyingMaterial());
    }

    /** Reads that commit. */
    @Benchmark
    public ReceivedMessage updateProcess(Updated updated) {
        return group.joiner().transaction(tx -> tx.conversation(updated.id).decrypt(updated.commit));
    }

    /** The first look at the state after what is trusted has changed. */
    @Benchmark
    public E2eiConversationState stateCold(Cold cold) {
        return group.joiner().conversation(cold.id).e2eiConversationState();
    }
}
