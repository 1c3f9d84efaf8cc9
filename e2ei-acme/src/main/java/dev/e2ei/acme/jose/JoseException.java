package dev.e2ei.acme.jose;

/** Text is not the token or encoding that it should be. The message names the rule and never repeats the text. */
@SuppressWarnings("serial")
public final class JoseException extends RuntimeException {
    public JoseException(String message) {
        super(message);
    }
}
