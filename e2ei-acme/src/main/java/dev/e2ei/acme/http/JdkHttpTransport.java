package dev.e2ei.acme.http;

import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * Starts each exchange on threads of its own and waits for it no longer than its deadline: the calling thread never sits
 * in a look-up, a handshake or a read, so the deadline and an interrupt reach it at any point.
 */
final class JdkHttpTransport implements AcmeTransport {
    private final Optional<SSLContext> tls;
    private final ElapsedTime time;
    private final AddressResolver resolver;
    private final Predicate<InetAddress> mayConnect;
    private final TransportThreads threads = new TransportThreads();
    private final ClientConnection client;
    private final Set<Running<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * A transport.
     *
     * @param tls the trust, or empty for the JVM's
     * @param mayConnect the rule for requests that go to public addresses only
     */
    JdkHttpTransport(
            Optional<SSLContext> tls, ElapsedTime time, AddressResolver resolver, Predicate<InetAddress> mayConnect) {
        this.tls = tls;
        this.time = time;
        this.resolver = resolver;
        this.mayConnect = mayConnect;
        client = new ClientConnection(tls, threads);
    }

    @Override
    public TransportResponse exchange(TransportRequest request) {
        if (closed) {
            throw new IllegalStateException("the transport is closed");
        }
        Deadline deadline = Deadline.in(request.deadline(), time);
        if (Thread.currentThread().isInterrupted()) {
            throw TransportFailure.interrupted(request);
        }
        return switch (Route.of(request)) {
            case CLIENT -> await(request, deadline, client.start(request, deadline));
            case CHECKED_SOCKET -> overSocket(request, deadline, mayConnect);
            case SOCKET -> overSocket(request, deadline, any -> true);
        };
    }

    private TransportResponse overSocket(TransportRequest request, Deadline deadline, Predicate<InetAddress> allowed) {
        List<InetAddress> addresses = addresses(request, deadline, allowed);
        return await(request, deadline, SocketExchange.start(request, addresses, tls, deadline, threads));
    }

    private List<InetAddress> addresses(TransportRequest request, Deadline deadline, Predicate<InetAddress> allowed) {
        String host = request.uri().getHost();
        // a look-up cannot be ended; its thread is left to itself and dies with it
        List<InetAddress> addresses =
                await(request, deadline, new Running<>(threads.call(() -> resolver.addressesOf(host)), () -> {}));
        if (addresses.isEmpty() || !addresses.stream().allMatch(allowed)) {
            throw Route.refused("the host has an address that is not on the public internet");
        }
        return addresses;
    }

    private <T> T await(TransportRequest request, Deadline deadline, Running<T> work) {
        running.add(work);
        try {
            if (closed) {
                work.giveUp();
            }
            return deadline.await(work.result());
        } catch (TimeoutException passed) {
            throw TransportFailure.timeout(request);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw TransportFailure.interrupted(request);
        } catch (ExecutionException | CancellationException failure) {
            throw TransportFailure.of(failure, request);
        } finally {
            running.remove(work);
            if (!work.result().isDone() || work.result().isCompletedExceptionally()) {
                work.giveUp();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(Running::giveUp);
        client.close();
        threads.shutdown();
    }
}
