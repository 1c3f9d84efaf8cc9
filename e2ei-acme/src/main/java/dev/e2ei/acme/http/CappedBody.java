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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Collects a body up to the request's limit; what comes after that, or after the deadline, is not read. */
final class CappedBody implements BodySubscriber<Bytes> {
    private final TransportRequest request;
    private final Deadline deadline;
    private final CompletableFuture<Bytes> body = new CompletableFuture<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

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
        if (body.isDone() || !subscription.compareAndSet(null, source)) {
            source.cancel();
            return;
        }
        source.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (body.isDone()) {
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
        Flow.Subscription source = subscription.get();
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

    /** Stops reading; the connection is then closed, since its body was not read to the end. */
    void abort() {
        body.cancel(true);
        Flow.Subscription source = subscription.get();
        if (source != null) {
            source.cancel();
        }
    }

    private void fail(TransportException failure) {
        body.completeExceptionally(failure);
        Flow.Subscription source = subscription.get();
        if (source != null) {
            source.cancel();
        }
    }
}
