package dev.e2ei.acme.http;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.TransportRequest;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body up to the request's limit; what comes after that, or after the deadline, is not read. */
final class CappedBody implements BodySubscriber<Bytes> {
    private final TransportRequest request;
    private final Deadline deadline;
    private final CompletableFuture<Bytes> body = new CompletableFuture<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean stopped;

    CappedBody(TransportRequest request, Deadline deadline) {
        this.request = request;
        this.deadline = deadline;
    }

    @Override
    public CompletionStage<Bytes> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        // the other order than in stop, so that one of the two sees what the other did
        if (stopped) {
            source.cancel();
        } else {
            source.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (stopped) {
            stop();
            return;
        }
        for (ByteBuffer buffer : buffers) {
            if (buffer.remaining() > request.maxBody() - collected.size()) {
                fail(HeaderLimits.tooLarge("the body", request.maxBody()));
                return;
            }
            byte[] octets = new byte[buffer.remaining()];
            buffer.get(octets);
            collected.writeBytes(octets);
        }
        if (deadline.hasPassed()) {
            fail(TransportFailure.timeout(request));
            return;
        }
        Flow.Subscription source = subscription;
        if (source != null) {
            source.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(Bytes.of(collected.toByteArray()));
    }

    /**
     * Stops reading; the connection is then closed, since its body was not read to the end. The result is left alone: the
     * JDK's client takes a body that is done before it has begun for a connection that can stay.
     */
    void stop() {
        stopped = true;
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    private void fail(TransportException failure) {
        stop();
        body.completeExceptionally(failure);
    }
}
