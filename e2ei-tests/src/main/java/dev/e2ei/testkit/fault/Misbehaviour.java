package dev.e2ei.testkit.fault;

import dev.e2ei.api.Bytes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a server does wrong. Values; the factory methods read as a sentence in a test. */
public sealed interface Misbehaviour {
    /**
     * Answers with this instead of doing what was asked.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body
     */
    record Answer(int status, Map<String, String> headers, Bytes body) implements Misbehaviour {
        /** {@inheritDoc} */
        public Answer {
            headers = Map.copyOf(headers);
            Objects.requireNonNull(body, "body");
        }

        /**
         * The same answer with a header.
         *
         * @param name the header
         * @param value its value
         * @return the answer
         */
        public Answer with(String name, String value) {
            Map<String, String> more = new java.util.HashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body);
        }
    }

    /**
     * Does what was asked, and changes a header of the answer.
     *
     * @param name the header
     * @param value its value; empty to leave it out
     */
    record Header(String name, Optional<String> value) implements Misbehaviour {}

    /**
     * Does what was asked, and answers with another body.
     *
     * @param body the body
     */
    record Body(Bytes body) implements Misbehaviour {}

    /**
     * Does what was asked, and changes a member of the answer's JSON.
     *
     * @param pointer which member, RFC 6901
     * @param json its value as JSON; empty to leave it out
     */
    record Member(String pointer, Optional<String> json) implements Misbehaviour {}

    /**
     * Does what was asked, and sends the answer in a bad way.
     *
     * @param manner how
     */
    record Transfer(TransferFlaw manner) implements Misbehaviour {}

    /**
     * Refuses the request's nonce with {@code badNonce}, and a fresh one in the answer.
     */
    record NonceRefused() implements Misbehaviour {}

    /**
     * Issues a wrong certificate.
     *
     * @param flaw what is wrong with it
     */
    record Certificate(CertificateFlaw flaw) implements Misbehaviour {}

    /**
     * Signs a token, access token or id token, that has another claim than it should.
     *
     * @param name the claim
     * @param json its value as JSON; empty to leave it out
     */
    record Claim(String name, Optional<String> json) implements Misbehaviour {}

    /**
     * Signs a token that has another header than it should.
     *
     * @param name the header member
     * @param json its value as JSON; empty to leave it out
     */
    record TokenHeader(String name, Optional<String> json) implements Misbehaviour {}

    /**
     * Signs a token in a bad way.
     *
     * @param flaw how
     */
    record TokenSignature(TokenFlaw flaw) implements Misbehaviour {}

    /**
     * Answers with a status and an empty body.
     *
     * @param status the status
     * @return the misbehaviour
     */
    static Answer status(int status) {
        return new Answer(status, Map.of(), Bytes.EMPTY);
    }

    /**
     * Answers with a problem document, RFC 7807.
     *
     * @param status the status
     * @param type the part after {@code urn:ietf:params:acme:error:}
     * @return the misbehaviour
     */
    static Answer problem(int status, String type) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/problem+json"),
                Bytes.ofUtf8("{\"type\":\"urn:ietf:params:acme:error:" + type + "\",\"detail\":\"on demand\"}"));
    }

    /**
     * Answers with JSON.
     *
     * @param status the status
     * @param json the body
     * @return the misbehaviour
     */
    static Answer json(int status, String json) {
        return new Answer(status, Map.of("Content-Type", "application/json"), Bytes.ofUtf8(json));
    }

    /**
     * Redirects.
     *
     * @param status 301, 302, 303, 307 or 308
     * @param location where to
     * @return the misbehaviour
     */
    static Answer redirect(int status, String location) {
        return status(status).with("Location", location);
    }

    /**
     * Sets a header of the answer.
     *
     * @param name the header
     * @param value its value
     * @return the misbehaviour
     */
    static Misbehaviour header(String name, String value) {
        return new Header(name, Optional.of(value));
    }

    /**
     * Leaves a header out of the answer.
     *
     * @param name the header
     * @return the misbehaviour
     */
    static Misbehaviour withoutHeader(String name) {
        return new Header(name, Optional.empty());
    }

    /**
     * Replaces the answer's body.
     *
     * @param body the octets
     * @return the misbehaviour
     */
    static Misbehaviour body(Bytes body) {
        return new Body(body);
    }

    /**
     * Sets a member of the answer's JSON.
     *
     * @param pointer which member, RFC 6901
     * @param json its value as JSON
     * @return the misbehaviour
     */
    static Misbehaviour member(String pointer, String json) {
        return new Member(pointer, Optional.of(json));
    }

    /**
     * Leaves a member out of the answer's JSON.
     *
     * @param pointer which member, RFC 6901
     * @return the misbehaviour
     */
    static Misbehaviour withoutMember(String pointer) {
        return new Member(pointer, Optional.empty());
    }

    /**
     * Sends the answer in a bad way.
     *
     * @param manner how
     * @return the misbehaviour
     */
    static Misbehaviour transfer(TransferFlaw manner) {
        return new Transfer(manner);
    }

    /** {@return the refusal of the request's nonce} */
    static Misbehaviour badNonce() {
        return new NonceRefused();
    }

    /**
     * Issues a wrong certificate.
     *
     * @param flaw what is wrong with it
     * @return the misbehaviour
     */
    static Misbehaviour certificate(CertificateFlaw flaw) {
        return new Certificate(flaw);
    }

    /**
     * Sets a claim of the token that is signed.
     *
     * @param name the claim
     * @param json its value as JSON
     * @return the misbehaviour
     */
    static Misbehaviour claim(String name, String json) {
        return new Claim(name, Optional.of(json));
    }

    /**
     * Leaves a claim out of the token that is signed.
     *
     * @param name the claim
     * @return the misbehaviour
     */
    static Misbehaviour withoutClaim(String name) {
        return new Claim(name, Optional.empty());
    }

    /**
     * Sets a header member of the token that is signed.
     *
     * @param name the member
     * @param json its value as JSON
     * @return the misbehaviour
     */
    static Misbehaviour tokenHeader(String name, String json) {
        return new TokenHeader(name, Optional.of(json));
    }

    /**
     * Leaves a header member out of the token that is signed.
     *
     * @param name the member
     * @return the misbehaviour
     */
    static Misbehaviour withoutTokenHeader(String name) {
        return new TokenHeader(name, Optional.empty());
    }

    /**
     * Signs a token in a bad way.
     *
     * @param flaw how
     * @return the misbehaviour
     */
    static Misbehaviour tokenSignature(TokenFlaw flaw) {
        return new TokenSignature(flaw);
    }
}
