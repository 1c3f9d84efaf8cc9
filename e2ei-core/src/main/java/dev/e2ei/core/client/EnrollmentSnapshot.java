package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.time.Instant;
import java.util.Arrays;

/**
 * An enrollment as octets: what was asked for and when, both keys, how far the protocol has come, and the chain if it has
 * been issued. Whoever reads one owns the keys in it.
 */
final class EnrollmentSnapshot {
    private static final EnrollmentRequestCodec REQUEST = new EnrollmentRequestCodec();

    private final String protocol;
    private final EnrollmentRequest request;
    private final Instant requestedAt;
    private final EnrollmentKeyPairs keys;
    private final byte[] session;
    private final String chain;

    /** The chain is PEM text, empty before there is one. */
    EnrollmentSnapshot(
            String protocol,
            EnrollmentRequest request,
            Instant requestedAt,
            EnrollmentKeyPairs keys,
            byte[] session,
            String chain) {
        this.protocol = protocol;
        this.request = request;
        this.requestedAt = requestedAt;
        this.keys = keys;
        this.session = session;
        this.chain = chain;
    }

    String protocol() {
        return protocol;
    }

    EnrollmentRequest request() {
        return request;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    EnrollmentKeyPairs keys() {
        return keys;
    }

    byte[] session() {
        return session;
    }

    String chain() {
        return chain;
    }

    /** How snapshots are written; reading needs the suite's cryptography for the keys. */
    static RowCodec<EnrollmentSnapshot> codec(ClientEnvironment environment) {
        return new RowCodec<>() {
            @Override
            public void write(EnrollmentSnapshot value, RowWriter out) {
                out.text(value.protocol);
                REQUEST.write(value.request, out);
                out.instant(value.requestedAt);
                write(value.keys.account(), out);
                write(value.keys.certificate(), out);
                out.octets(value.session);
                out.text(value.chain);
            }

            private void write(SignatureKey key, RowWriter out) {
                out.octets(key.publicKey().toByteArray());
                out.secret(key.privateKey());
            }

            @Override
            public EnrollmentSnapshot read(RowReader in) {
                String protocol = in.text();
                EnrollmentRequest request = REQUEST.read(in);
                Instant requestedAt = in.instant();
                SignatureKey account = key(request, in);
                try {
                    EnrollmentKeyPairs keys = new EnrollmentKeyPairs(request, account, key(request, in));
                    return new EnrollmentSnapshot(protocol, request, requestedAt, keys, in.octets(), in.text());
                } catch (RuntimeException e) {
                    account.close();
                    throw e;
                }
            }

            private SignatureKey key(EnrollmentRequest request, RowReader in) {
                return new SignatureKey(environment.crypto(request.ciphersuite()), Bytes.of(in.octets()), in.secret());
            }
        };
    }

    /** Wipes what the protocol said; the keys live on with their new owner. */
    void wipeSession() {
        Arrays.fill(session, (byte) 0);
    }
}
