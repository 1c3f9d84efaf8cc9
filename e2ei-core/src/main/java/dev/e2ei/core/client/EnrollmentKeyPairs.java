package dev.e2ei.core.client;

import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.core.identity.KeyThumbprint;
import dev.e2ei.core.x509.CertificateRequest;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.StoreCrypto;
import dev.e2ei.spi.enrollment.EnrollmentKeys;
import dev.e2ei.spi.enrollment.PublicJwk;

/**
 * The two keys of an enrollment: the account's, which no other enrollment has, and the certificate's, which becomes the MLS
 * signature key.
 */
final class EnrollmentKeyPairs implements AutoCloseable {
    private final EnrollmentRequest request;
    private final SignatureKey account;
    private final SignatureKey certificate;

    /** Takes both keys over. */
    EnrollmentKeyPairs(EnrollmentRequest request, SignatureKey account, SignatureKey certificate) {
        this.request = request;
        this.account = account;
        this.certificate = certificate;
    }

    static EnrollmentKeyPairs fresh(EnrollmentRequest request, CiphersuiteCrypto crypto) {
        return withCertificateKey(request, crypto, SignatureKey.generate(crypto));
    }

    /** With a key that the client has already; takes it over. */
    static EnrollmentKeyPairs withCertificateKey(
            EnrollmentRequest request, CiphersuiteCrypto crypto, SignatureKey certificate) {
        return new EnrollmentKeyPairs(request, SignatureKey.generate(crypto), certificate);
    }

    SignatureKey account() {
        return account;
    }

    SignatureKey certificate() {
        return certificate;
    }

    /** What the protocol may do with them. */
    EnrollmentKeys capabilities(StoreCrypto crypto) {
        return new EnrollmentKeys() {
            @Override
            public PublicJwk accountJwk() {
                return KeyThumbprint.jwk(account.subjectPublicKey());
            }

            @Override
            public String accountThumbprint() {
                return KeyThumbprint.of(accountJwk(), crypto::sha256).base64Url();
            }

            @Override
            public byte[] signWithAccountKey(byte[] signingInput) {
                return account.signJws(signingInput);
            }

            @Override
            public byte[] certificateRequest() {
                return CertificateRequest.encode(
                        request.domain(),
                        request.displayName(),
                        request.clientId().uri(),
                        request.handle().uri(),
                        certificate.subjectPublicKey(),
                        certificate::sign);
            }
        };
    }

    @Override
    public void close() {
        account.close();
        certificate.close();
    }
}
