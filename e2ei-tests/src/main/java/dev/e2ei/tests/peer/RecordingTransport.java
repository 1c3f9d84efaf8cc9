package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import java.util.ArrayList;
import java.util.List;

/** Keeps what the running request sends, and answers what the other side of the line wants it to answer. */
final class RecordingTransport implements MlsTransport {
    private final List<CommitBundle> bundles = new ArrayList<>();
    private final List<Bytes> messages = new ArrayList<>();
    private MlsTransportResponse answer = new MlsTransportResponse.Accepted();

    /** {@code "success"}, {@code "retry"} or {@code {"abort": {"reason": …}}}. */
    void answerWith(JsonNode response) {
        if (response.path("abort").isObject()) {
            answer = new MlsTransportResponse.Rejected(
                    response.path("abort").path("reason").asText());
        } else if (response.asText().equals("retry")) {
            answer = new MlsTransportResponse.Retry();
        } else {
            answer = new MlsTransportResponse.Accepted();
        }
    }

    void forget() {
        bundles.clear();
        messages.clear();
    }

    /** The last bundle, and the messages beside it. */
    void writeTo(ObjectNode target) {
        if (!bundles.isEmpty()) {
            CommitBundle bundle = bundles.get(bundles.size() - 1);
            target.put("commit", bundle.commit().hex());
            bundle.welcome().ifPresent(welcome -> target.put("welcome", welcome.hex()));
            bundle.groupInfo().ifPresent(info -> target.put("groupInfo", info.hex()));
        }
        if (!messages.isEmpty()) {
            messages.forEach(message -> target.withArray("sentMessages").add(message.hex()));
        }
    }

    @Override
    public MlsTransportResponse sendCommitBundle(CommitBundle bundle) {
        bundles.add(bundle);
        return answer;
    }

    @Override
    public MlsTransportResponse sendMessage(byte[] message) {
        messages.add(Bytes.of(message));
        return answer;
    }
}
