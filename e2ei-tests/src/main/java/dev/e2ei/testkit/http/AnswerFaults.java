package dev.e2ei.testkit.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TransferFlaw;
import dev.e2ei.testkit.jose.Json;
import java.util.List;
import java.util.Optional;

/** The faults that change an answer, whoever gives it. */
final class AnswerFaults {
    private AnswerFaults() {}

    static Optional<Response> instead(List<Misbehaviour> due) {
        return due.stream()
                .filter(Misbehaviour.Answer.class::isInstance)
                .map(Misbehaviour.Answer.class::cast)
                .map(answer -> new Response(answer.status(), answer.headers(), answer.body()))
                .findFirst();
    }

    static Optional<TransferFlaw> transferFlaw(List<Misbehaviour> due) {
        return due.stream()
                .filter(Misbehaviour.Transfer.class::isInstance)
                .map(m -> ((Misbehaviour.Transfer) m).manner())
                .findFirst();
    }

    static Response apply(List<Misbehaviour> due, Response response) {
        Response changed = response;
        for (Misbehaviour misbehaviour : due) {
            if (misbehaviour instanceof Misbehaviour.Header header) {
                changed = header.value().isPresent()
                        ? changed.with(header.name(), header.value().get())
                        : changed.without(header.name());
            } else if (misbehaviour instanceof Misbehaviour.Body body) {
                changed = changed.withBody(body.body());
            } else if (misbehaviour instanceof Misbehaviour.Member member) {
                changed = changed.withBody(Bytes.ofUtf8(change(changed.body().utf8(), member)));
            }
        }
        return changed;
    }

    private static String change(String body, Misbehaviour.Member member) {
        JsonNode json = Json.readValue(body);
        JsonPointer pointer = JsonPointer.compile(member.pointer());
        JsonNode parent = json.at(pointer.head());
        JsonPointer last = pointer.last();
        if (parent instanceof ObjectNode object) {
            String name = last.getMatchingProperty();
            if (member.json().isPresent()) {
                object.set(name, Json.readValue(member.json().get()));
            } else {
                object.remove(name);
            }
        } else if (parent instanceof ArrayNode array) {
            int index = last.getMatchingIndex();
            if (member.json().isEmpty()) {
                array.remove(index);
            } else if (index < array.size()) {
                array.set(index, Json.readValue(member.json().get()));
            } else {
                array.add(Json.readValue(member.json().get()));
            }
        } else {
            throw new IllegalStateException("a fault for a member that the answer does not have: " + member.pointer());
        }
        return Json.write(json);
    }
}
