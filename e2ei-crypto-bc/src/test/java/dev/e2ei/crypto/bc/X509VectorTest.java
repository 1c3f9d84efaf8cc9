package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.api.error.ProviderException;
import dev.e2ei.spi.crypto.X509Crypto;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paths that these cases are about are checked elsewhere; here each signature is compared with the JDK's answer. */
@DisplayName("Signatures of certificates made by others")
class X509VectorTest {
    private final X509Crypto x509 = new BouncyCastleCryptoProvider().x509();

    @ParameterizedTest(name = "{0}: {1} verify, {2} do not")
    @CsvSource({
        "pkits, 397, 45",
        "boringssl-chain, 210, 26",
        "bettertls-sample, 751, 0",
        "webpki-nc, 46, 0",
        "webpki-eku, 8, 0"
    })
    @DisplayName("verify exactly if the JDK says so and neither algorithm nor key is too weak for us")
    void signatures(String file, int expectedVerified, int expectedRefused) throws GeneralSecurityException {
        int verified = 0;
        int refused = 0;
        Set<List<X509Certificate>> seen = new HashSet<>();
        List<String> differences = new ArrayList<>();
        List<String> lines = Vectors.lines("x509/" + file + ".tsv.xz");
        // The one longer file has one more kind of name, and the same kind of signature, in each line.
        for (String line : lines.subList(0, Math.min(250, lines.size()))) {
            String[] columns = line.split("\t", -1);
            List<X509Certificate> certificates = certificates(columns[4], columns[5], columns[6]);
            for (X509Certificate subject : certificates) {
                for (X509Certificate issuer : certificates) {
                    if (!subject.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                            || !seen.add(List.of(subject, issuer))) {
                        continue;
                    }
                    boolean ours = ours(subject, issuer);
                    if (ours != (isStrong(subject, issuer) && jdks(subject, issuer))) {
                        differences.add(columns[0] + ": " + subject.getSigAlgName() + " ours " + ours);
                    }
                    verified += ours ? 1 : 0;
                    refused += ours ? 0 : 1;
                }
            }
        }
        assertEquals(List.of(), differences);
        assertEquals(expectedVerified, verified, "verified, " + refused + " refused");
        assertEquals(expectedRefused, refused, "refused");
    }

    private boolean ours(X509Certificate subject, X509Certificate issuer) throws CertificateException {
        try {
            byte[] whole = subject.getEncoded();
            byte[] content = subject.getTBSCertificate();
            // The AlgorithmIdentifier stands between what is signed and the signature; both lengths are known.
            byte[] signature = Der.value(3, new byte[1], subject.getSignature());
            int header = whole.length - content.length - signature.length;
            int start = headerLength(whole) + content.length;
            byte[] algorithm = Arrays.copyOfRange(whole, start, content.length + header);
            return x509.verify(issuer.getPublicKey().getEncoded(), algorithm, content, subject.getSignature());
        } catch (ProviderException e) {
            return false;
        }
    }

    private boolean isStrong(X509Certificate subject, X509Certificate issuer) {
        boolean weakKey = issuer.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < 2048;
        return x509.supports(subject.getSigAlgOID()) && !weakKey;
    }

    private static int headerLength(byte[] der) {
        return der[1] >= 0 ? 2 : 2 + (der[1] & 0x7f);
    }

    private static boolean jdks(X509Certificate subject, X509Certificate issuer) {
        try {
            subject.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private static List<X509Certificate> certificates(String... columns) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return Stream.of(columns)
                .flatMap(column -> Stream.of(column.split(",")))
                .filter(encoded -> !encoded.isEmpty())
                .distinct()
                .flatMap(encoded -> read(factory, Base64.getDecoder().decode(encoded)).stream())
                .toList();
    }

    // Some cases are about certificates that the JDK does not read.
    private static Optional<X509Certificate> read(CertificateFactory factory, byte[] der) {
        try {
            return Optional.of((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
