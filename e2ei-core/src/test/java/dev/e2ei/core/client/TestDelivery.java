package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps what a client sends, and answers what a test planned; by default it accepts. */
final class TestDelivery implements MlsTransport {
    final List<CommitBundle> bundles = new ArrayList<>();
    final List<Bytes> messages = new ArrayList<>();
    private final List<Supplier<MlsTransportResponse>> planned = new ArrayList<>();

    /** The next answer that is not planned yet. */
    void plan(Supplier<MlsTransportResponse> answer) {
        planned.add(answer);
    }

    void planRejected(String reason) {
        plan(() -> new MlsTransportResponse.Rejected(reason));
    }

    void planRetry() {
        plan(MlsTransportResponse.Retry::new);
    }

    CommitBundle last() {
        return bundles.get(bundles.size() - 1);
    }

    private MlsTransportResponse answer() {
        return planned.isEmpty()
                ? new MlsTransportResponse.Accepted()
                : planned.remove(0).get();
    }

    @Override
    public MlsTransportResponse sendCommitBundle(CommitBundle bundle) {
        bundles.add(bundle);
        return answer();
    }

    @Override
    public MlsTransportResponse sendMessage(byte[] message) {
        messages.add(Bytes.of(message));
        return answer();
    }
}
