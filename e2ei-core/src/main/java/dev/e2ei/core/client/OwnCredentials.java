package dev.e2ei.core.client;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.core.credential.StoredCredential;
import dev.e2ei.core.group.LeafSigner;
import dev.e2ei.core.store.Rows;
import java.util.Optional;
import java.util.function.Function;

/** Which credential of this client a conversation is to have, and its key for the length of one operation. */
final class OwnCredentials {
    private final MlsSession session;

    OwnCredentials(MlsSession session) {
        this.session = session;
    }

    /** Whose session it is. */
    ClientId client(Rows rows) {
        return session.client(rows)
                .orElseThrow(() -> new MlsException(ErrorCode.MLS_NOT_INITIALIZED, "MLS has not been initialised"));
    }

    static MlsException unknown() {
        return new MlsException(
                ErrorCode.CREDENTIAL_NOT_FOUND, "the credential of this conversation is not known to this client");
    }

    /** The one that is asked for, else the newest X.509 credential of the suite, else the newest Basic one. */
    CredentialRef choose(Rows rows, ConversationConfig config) {
        client(rows);
        if (config.credential().isPresent()) {
            return session.require(rows, config.credential().get()).ref();
        }
        return session.find(rows, config.ciphersuite(), CredentialType.X509)
                .or(() -> session.find(rows, config.ciphersuite(), CredentialType.Basic))
                .map(StoredCredential::ref)
                .orElseThrow(() -> new MlsException(
                        ErrorCode.CREDENTIAL_NOT_FOUND,
                        "there is no credential for ciphersuite "
                                + config.ciphersuite().id()));
    }

    /** A credential for a conversation of the given suite. */
    CredentialRef ofSuite(Rows rows, CredentialRef ref, Ciphersuite suite) {
        StoredCredential stored = session.require(rows, ref);
        if (ref.ciphersuite() != suite) {
            throw new MlsException(
                    ErrorCode.WRONG_CREDENTIAL,
                    "the credential is for ciphersuite " + ref.ciphersuite().id() + ", the conversation has "
                            + suite.id());
        }
        return stored.ref();
    }

    /** Runs an operation that signs by a credential; its key is wiped afterwards. */
    <T> T signing(Rows rows, CredentialRef ref, Function<LeafSigner, T> operation) {
        StoredCredential stored = session.require(rows, ref);
        try (SignatureKey key = session.key(rows, stored)) {
            return operation.apply(
                    new LeafSigner(stored.credential(), stored.publicKey(), key.privateKey(), Optional.of(ref)));
        }
    }
}
