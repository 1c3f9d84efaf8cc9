package dev.e2ei.core.framing;

/**
 * A welcome as it was received.
 *
 * @param welcome its form
 */
public record WelcomeIn(Welcome welcome) implements MlsMessageIn {}
