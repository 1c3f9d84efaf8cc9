package dev.e2ei.api.credential;

import dev.e2ei.api.Ciphersuite;
import java.util.List;
import java.util.Objects;

/** Credentials and key packages for reading. */
public interface CredentialReads {
    /** {@return all stored credentials, oldest first} */
    List<CredentialRef> credentials();

    /**
     * The credentials of a suite and type.
     *
     * @param ciphersuite the suite
     * @param type the type
     * @return oldest first; may be empty
     */
    default List<CredentialRef> findCredentials(Ciphersuite ciphersuite, CredentialType type) {
        Objects.requireNonNull(ciphersuite, "ciphersuite");
        Objects.requireNonNull(type, "type");
        return credentials().stream()
                .filter(credential -> credential.ciphersuite() == ciphersuite && credential.type() == type)
                .toList();
    }

    /**
     * The key packages that were made with a credential and not used yet.
     *
     * @param credential the credential
     * @return those whose lifetime has not ended
     */
    List<LocalKeyPackage> keyPackages(CredentialRef credential);
}
