package dev.e2ei.tests.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Carries out a request. */
interface Operation {
    /** The members of the answer go into {@code answer}; a failure is an exception. */
    void run(Request request, ObjectNode answer);
}
