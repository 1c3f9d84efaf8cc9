package dev.e2ei.testkit.http;

import dev.e2ei.testkit.fault.FaultPlace;

/** A server's own part. Called by many threads at once. */
public interface Handler {
    /**
     * Where a request belongs, for the faults.
     *
     * @param request the request
     * @return its place
     */
    FaultPlace place(Request request);

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the answer
     */
    Response handle(Request request);
}
