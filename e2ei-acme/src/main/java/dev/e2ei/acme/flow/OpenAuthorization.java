package dev.e2ei.acme.flow;

import dev.e2ei.acme.model.Challenge;

/** An authorization that has been fetched: its challenge, and whether the server has accepted the answer to it. */
record OpenAuthorization(Challenge challenge, boolean valid) {}
