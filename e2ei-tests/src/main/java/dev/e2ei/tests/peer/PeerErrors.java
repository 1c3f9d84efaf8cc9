package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.error.CommitRejectedException;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.error.StaleEpochException;
import dev.e2ei.testkit.mls.MessageHead;

/** Says errors as the protocol does: {@code type}, {@code name}, {@code message}, for MLS the kind in {@code context}. */
final class PeerErrors {
    private PeerErrors() {}

    static void describe(Throwable error, Request request, ObjectNode target) {
        if (error instanceof PeerException known) {
            target.put("type", known.type());
            target.put("name", known.name());
            known.context().ifPresent(kind -> context(target, kind, known));
        } else if (error instanceof EnrollmentException) {
            target.put("type", "E2ei");
            target.put("name", error.getClass().getSimpleName());
        } else if (error instanceof MlsException || error instanceof PkiException) {
            String kind = kind((E2eiException) error, request);
            target.put("type", "Mls");
            target.put("name", "MlsError" + kind);
            context(target, kind, error);
        } else {
            target.put("type", "Other");
            target.put("name", error.getClass().getSimpleName());
        }
        target.put("message", String.valueOf(error.getMessage()));
        if (error instanceof E2eiException ours) {
            target.put("code", ours.code().name());
        }
        if (error instanceof MessageRejectedException rejected) {
            target.put("rule", rejected.rule());
        }
    }

    private static void context(ObjectNode target, String kind, Throwable error) {
        ObjectNode context = target.putObject("context");
        context.put("type", kind);
        ObjectNode details = context.putObject("context");
        if (error instanceof CommitRejectedException rejected) {
            details.put("reason", rejected.reason());
        } else {
            details.put("msg", String.valueOf(error.getMessage()));
        }
    }

    private static String kind(E2eiException error, Request request) {
        return switch (error.code()) {
            case CONVERSATION_EXISTS -> "ConversationAlreadyExists";
            case DUPLICATE_MESSAGE -> "DuplicateMessage";
            case ORPHAN_WELCOME -> "OrphanWelcome";
            case COMMIT_REJECTED -> "MessageRejected";
            case STALE_EPOCH -> stale((StaleEpochException) error, request);
            default -> "Other";
        };
    }

    private static String stale(StaleEpochException error, Request request) {
        if (Long.compareUnsigned(error.messageEpoch(), error.currentEpoch()) > 0) {
            return "WrongEpoch";
        }
        return switch (MessageHead.of(request.octets("message")).content()) {
            case APPLICATION -> "MessageEpochTooOld";
            case PROPOSAL -> "StaleProposal";
            case COMMIT -> "StaleCommit";
        };
    }
}
