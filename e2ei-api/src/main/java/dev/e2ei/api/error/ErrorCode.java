package dev.e2ei.api.error;

/** Stable codes of all errors. A code is never renamed, and never means something else later. */
public enum ErrorCode {
    /** The ACME server answered with a problem document. */
    ACME_SERVER(ErrorKind.PEER, false),
    /** A server's answer breaks RFC 8555, RFC 7515 or Wire's additions. */
    ACME_PROTOCOL(ErrorKind.PEER, false),
    /** A challenge, authorization or order ended as invalid. */
    CHALLENGE_FAILED(ErrorKind.PEER, false),
    /** The certificate that came back is not the one that was asked for. */
    CERTIFICATE_REJECTED(ErrorKind.PEER, false),
    /** A challenge, authorization or order is still being worked on: ask for it again later. */
    ACME_PENDING(ErrorKind.PEER, true),
    /** The user has to log in again, or answer a question of the identity provider. */
    USER_ACTION_REQUIRED(ErrorKind.USER, true),
    /** The identity provider's token lacks what the ACME server will look for. */
    ID_TOKEN_REJECTED(ErrorKind.ENVIRONMENT, false),
    /** The identity provider's answer breaks OpenID Connect. */
    OIDC_PROTOCOL(ErrorKind.PEER, false),
    /** Wire's backend refused the nonce or the access token. */
    BACKEND_REFUSED(ErrorKind.PEER, false),
    /** A saved enrollment cannot be resumed. */
    SNAPSHOT_REJECTED(ErrorKind.INPUT, false),
    /** The device's clock and the server's are too far apart. */
    CLOCK_SKEW(ErrorKind.ENVIRONMENT, false),

    /** No trust anchor is registered. */
    TRUST_NOT_CONFIGURED(ErrorKind.INPUT, false),
    /** Octets are not a certificate, revocation list or key in strict DER or PEM. */
    CERTIFICATE_MALFORMED(ErrorKind.PEER, false),
    /** No path from a certificate to a trust anchor passes all checks. */
    PATH_REJECTED(ErrorKind.PEER, false),
    /** A revocation list was refused. */
    CRL_REJECTED(ErrorKind.PEER, false),
    /** A server of roots, authorities or revocation lists does not have them, or gave something else. */
    TRUST_SOURCE_REFUSED(ErrorKind.PEER, false),

    /** MLS has not been initialised for this client. */
    MLS_NOT_INITIALIZED(ErrorKind.INPUT, false),
    /** No such credential. */
    CREDENTIAL_NOT_FOUND(ErrorKind.INPUT, false),
    /** The certificate belongs to another client. */
    WRONG_CREDENTIAL(ErrorKind.INPUT, false),
    /** A conversation still uses the credential. */
    CREDENTIAL_IN_USE(ErrorKind.INPUT, false),
    /** Octets are not the MLS structure that they should be. */
    MLS_MALFORMED(ErrorKind.PEER, false),
    /** A message, key package, welcome or group info breaks a rule of RFC 9420, or its signature or tag does not verify. */
    MLS_REJECTED(ErrorKind.PEER, false),
    /** No such conversation. */
    CONVERSATION_NOT_FOUND(ErrorKind.INPUT, false),
    /** There is a conversation of this id already. */
    CONVERSATION_EXISTS(ErrorKind.INPUT, false),
    /** This client is no member of the conversation, or no longer. */
    NOT_A_MEMBER(ErrorKind.INPUT, false),
    /** A message belongs to an epoch that is past, or to one that is too far ahead. */
    STALE_EPOCH(ErrorKind.PEER, false),
    /** A message was seen before, or was sent by this client. */
    DUPLICATE_MESSAGE(ErrorKind.PEER, false),
    /** A welcome is for a key package that this client does not have, or no longer. */
    ORPHAN_WELCOME(ErrorKind.PEER, false),
    /** A pre-shared key is needed that this client does not have. */
    PSK_UNKNOWN(ErrorKind.INPUT, false),
    /** A commit of this client waits for the delivery service's answer. */
    COMMIT_PENDING(ErrorKind.INPUT, false),
    /** Proposals were received: they have to be committed before application messages are sent. */
    PROPOSALS_PENDING(ErrorKind.INPUT, false),
    /** The delivery service refused a commit or message. */
    COMMIT_REJECTED(ErrorKind.PEER, false),
    /** The delivery service asks again and again to retry. */
    COMMIT_RETRY(ErrorKind.PEER, true),
    /** The conversation is not in the state that the caller wants for sending. */
    STATE_TOO_LOW(ErrorKind.INPUT, false),
    /** A limit of MLS is reached, such as the number of messages under one key. */
    MLS_LIMIT(ErrorKind.INPUT, false),

    /** No provider was found for something that is needed. */
    PROVIDER_MISSING(ErrorKind.ENVIRONMENT, false),
    /** Two providers have the same right to be chosen. */
    PROVIDER_AMBIGUOUS(ErrorKind.ENVIRONMENT, false),
    /** A provider was written for another version of the interfaces. */
    PROVIDER_INCOMPATIBLE(ErrorKind.ENVIRONMENT, false),
    /** A provider failed in a way that it does not declare. */
    PROVIDER_FAILED(ErrorKind.BUG, false),
    /** An authenticated decryption failed; which part was wrong is not said. */
    DECRYPTION_FAILED(ErrorKind.PEER, false),
    /** A key is not a key of the ciphersuite. */
    INVALID_KEY(ErrorKind.PEER, false),

    /** Somebody else holds the store or its writer lock. */
    STORAGE_LOCKED(ErrorKind.ENVIRONMENT, true),
    /** The store, or a sealed value, does not open with this key, or was altered; the two cannot be told apart. */
    STORAGE_WRONG_KEY(ErrorKind.INPUT, false),
    /** Stored octets are damaged. */
    STORAGE_CORRUPT(ErrorKind.ENVIRONMENT, false),
    /** No space is left. */
    STORAGE_FULL(ErrorKind.ENVIRONMENT, true),
    /** The store was written by a version of the format that this version does not read. */
    STORAGE_UNSUPPORTED_FORMAT(ErrorKind.ENVIRONMENT, false),
    /** The store was taken over by another owner. */
    STORAGE_OWNERSHIP_LOST(ErrorKind.ENVIRONMENT, false),
    /** Reading or writing failed. */
    STORAGE_FAILED(ErrorKind.ENVIRONMENT, true),

    /** The peer cannot be reached, or the connection broke. */
    TRANSPORT_UNREACHABLE(ErrorKind.ENVIRONMENT, true),
    /** The deadline of the whole exchange has passed. */
    TRANSPORT_TIMEOUT(ErrorKind.ENVIRONMENT, true),
    /** TLS failed: the peer's certificate or version is not acceptable. */
    TRANSPORT_TLS(ErrorKind.ENVIRONMENT, false),
    /** The address is not one that may be connected to. */
    TRANSPORT_ADDRESS_REFUSED(ErrorKind.PEER, false),
    /** The answer is larger than the limit. */
    TRANSPORT_TOO_LARGE(ErrorKind.PEER, false),
    /** The calling thread was interrupted; its interrupt flag is set. */
    INTERRUPTED(ErrorKind.INPUT, true);

    private final ErrorKind kind;
    private final boolean retryable;

    ErrorCode(ErrorKind kind, boolean retryable) {
        this.kind = kind;
        this.retryable = retryable;
    }

    /** {@return whose turn it is} */
    public ErrorKind kind() {
        return kind;
    }

    /** {@return whether the same call may succeed later, as a rule; an exception may know better} */
    public boolean retryable() {
        return retryable;
    }
}
