package dev.e2ei.testkit.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

/** The faults that are in force, and what has been asked for so far. Safe for use by several threads. */
public final class Faults {
    private static final class Counted {
        private final Fault fault;
        private int seen;
        private int hit;

        private Counted(Fault fault) {
            this.fault = fault;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Counted> faults = new ArrayList<>();
    private final Map<FaultPlace, Integer> requests = new EnumMap<>(FaultPlace.class);
    private final Random share = new Random(20090105);
    private final Map<KitServer, TlsFlaw> tls = new EnumMap<>(KitServer.class);
    private int hits;

    /** None yet. */
    public Faults() {}

    /**
     * Puts a fault in force.
     *
     * @param fault the fault
     * @return these faults
     */
    public Faults add(Fault fault) {
        lock.lock();
        try {
            faults.add(new Counted(fault));
            return this;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts a fault in force at every place of ACME to which JWS are posted.
     *
     * @param what the fault, whose own place does not matter
     * @return these faults
     */
    public Faults addAtEveryAcmePost(Fault what) {
        for (FaultPlace place : FaultPlace.values()) {
            if (place.isAcmePost()) {
                add(new Fault(place, what.what(), what.after(), what.times(), what.percent()));
            }
        }
        return this;
    }

    /**
     * Sets what is wrong with TLS on new connections to a server.
     *
     * @param server the server
     * @param flaw what is wrong
     * @return these faults
     */
    public Faults tls(KitServer server, TlsFlaw flaw) {
        lock.lock();
        try {
            tls.put(server, flaw);
            return this;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What is wrong with TLS on new connections to a server.
     *
     * @param server the server
     * @return the flaw; {@code NONE} for nothing
     */
    public TlsFlaw tls(KitServer server) {
        lock.lock();
        try {
            return tls.getOrDefault(server, TlsFlaw.NONE);
        } finally {
            lock.unlock();
        }
    }

    /** Takes all faults back; the counts of requests stay. */
    public void clear() {
        lock.lock();
        try {
            faults.clear();
            tls.clear();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How many requests came to a place, hit or not.
     *
     * @param place the place
     * @return the count since the start
     */
    public int requests(FaultPlace place) {
        lock.lock();
        try {
            return requests.getOrDefault(place, 0);
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many requests were hit by a fault since the start} */
    public int hits() {
        lock.lock();
        try {
            return hits;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asked by the servers, once for each request: what is to be done wrong this time.
     *
     * @param place where
     * @return what is due; empty for none
     */
    public List<Misbehaviour> due(FaultPlace place) {
        lock.lock();
        try {
            requests.merge(place, 1, Integer::sum);
            List<Misbehaviour> due = new ArrayList<>();
            for (Counted counted : faults) {
                if (counted.fault.place() == place && strikes(counted)) {
                    due.addAll(counted.fault.what());
                }
            }
            if (!due.isEmpty()) {
                hits++;
            }
            return List.copyOf(due);
        } finally {
            lock.unlock();
        }
    }

    private boolean strikes(Counted counted) {
        if (counted.seen++ < counted.fault.after() || counted.hit >= counted.fault.times()) {
            return false;
        }
        if (share.nextInt(100) >= counted.fault.percent()) {
            return false;
        }
        counted.hit++;
        return true;
    }
}
