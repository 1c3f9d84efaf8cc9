package dev.e2ei.tests.differential;

import static dev.e2ei.tests.differential.Alteration.LEAF_LONG_SERIAL_NUMBER;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What is to stand in a certificate, before it is signed. */
final class CertificatePlan {
    static final KeyPurposeId SERVER = KeyPurposeId.id_kp_serverAuth;

    private static final String CLIENT_ID = "wireapp://Dx4tPEtaSXiHlqW0w9Lh8A%214959bc6ab12f2846@wire.com";
    private static final String HANDLE = "wireapp://%40alice_wire@wire.com";
    private static final BigInteger LONG = BigInteger.ONE.shiftLeft(158);

    final String issuer;
    String subject;
    BigInteger serialNumber = BigInteger.TWO;
    Instant notBefore = ChainFactory.NOW.minus(Duration.ofDays(10));
    Instant notAfter = ChainFactory.NOW.plus(Duration.ofDays(10));
    boolean basicConstraints = true;
    boolean authority = true;
    int pathLength = -1;
    int keyUsage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    List<KeyPurposeId> purposes = List.of();
    List<String> permitted = List.of();
    List<String> excluded = List.of();
    List<String> uris = List.of();
    boolean unknownExtension;
    boolean unknownCritical;

    private CertificatePlan(String issuer, String subject) {
        this.issuer = issuer;
        this.subject = subject;
    }

    static CertificatePlan authority(String issuer, String subject) {
        return new CertificatePlan(issuer, subject);
    }

    static CertificatePlan leaf(long serialNumber) {
        CertificatePlan plan = new CertificatePlan("Issuer", "Alice");
        plan.serialNumber = BigInteger.valueOf(serialNumber);
        plan.basicConstraints = false;
        plan.authority = false;
        plan.keyUsage = KeyUsage.digitalSignature;
        plan.purposes = List.of(KeyPurposeId.id_kp_clientAuth);
        plan.uris = List.of(CLIENT_ID, HANDLE);
        return plan;
    }

    /** The serial number that the leaf of the case has. */
    static BigInteger serialNumber(ChainCase one, long usual) {
        return one.has(LEAF_LONG_SERIAL_NUMBER) ? LONG : BigInteger.valueOf(usual);
    }

    void alterIssuer(ChainCase one) {
        for (Alteration alteration : one.alterations()) {
            switch (alteration) {
                case ISSUER_EXPIRED -> notAfter = ChainFactory.NOW.minusSeconds(1);
                case ISSUER_NOT_YET_VALID -> notBefore = ChainFactory.NOW.plusSeconds(1);
                case ISSUER_IS_NO_AUTHORITY -> {
                    authority = false;
                    pathLength = -1;
                }
                case ISSUER_WITHOUT_BASIC_CONSTRAINTS -> basicConstraints = false;
                case ISSUER_MAY_NOT_SIGN -> keyUsage = KeyUsage.digitalSignature | KeyUsage.cRLSign;
                case ISSUER_MAY_NOT_SIGN_LISTS -> keyUsage = KeyUsage.keyCertSign;
                case ISSUER_FOR_SERVERS -> purposes = List.of(SERVER);
                case ISSUER_FOR_CLIENTS -> purposes = List.of(KeyPurposeId.id_kp_clientAuth);
                case ISSUER_WITHOUT_CONSTRAINTS -> permitted = List.of();
                case ISSUER_PERMITS_ANOTHER_DOMAIN -> permitted = List.of("evil.com");
                case ISSUER_PERMITS_BELOW_THE_DOMAIN -> permitted = List.of(".wire.com");
                case ISSUER_EXCLUDES_THE_DOMAIN -> excluded = List.of("wire.com");
                case ISSUER_EXCLUDES_ANOTHER_DOMAIN -> excluded = List.of("evil.com");
                case ISSUER_UNKNOWN_CRITICAL -> unknownCritical = true;
                case ISSUER_UNKNOWN_EXTENSION -> unknownExtension = true;
                default -> {}
            }
        }
    }

    void alterLeaf(ChainCase one) {
        serialNumber = serialNumber(one, serialNumber.longValue());
        for (Alteration alteration : one.alterations()) {
            switch (alteration) {
                case LEAF_EXPIRED -> notAfter = ChainFactory.NOW.minusSeconds(1);
                case LEAF_EXPIRES_NOW -> notAfter = ChainFactory.NOW;
                case LEAF_NOT_YET_VALID -> notBefore = ChainFactory.NOW.plusSeconds(1);
                case LEAF_VALID_FROM_NOW -> notBefore = ChainFactory.NOW;
                case LEAF_WITHOUT_PURPOSE -> purposes = List.of();
                case LEAF_FOR_SERVERS -> purposes = List.of(SERVER);
                case LEAF_FOR_ANYTHING -> purposes = List.of(KeyPurposeId.anyExtendedKeyUsage);
                case LEAF_UNKNOWN_CRITICAL -> unknownCritical = true;
                case LEAF_UNKNOWN_EXTENSION -> unknownExtension = true;
                case LEAF_NAMES_SWAPPED -> {
                    uris = new ArrayList<>(uris);
                    Collections.reverse(uris);
                }
                case URI_OF_ANOTHER_DOMAIN -> alterHandle("wireapp://%40alice_wire@evil.com");
                case URI_OF_A_SUBDOMAIN -> alterHandle("wireapp://%40alice_wire@a.wire.com");
                case URI_WITH_BACKSLASH -> alterHandle("wireapp://evil.com\\@wire.com");
                case URI_WITHOUT_AUTHORITY -> alterHandle("wireapp:wire.com");
                case URI_WITHOUT_SCHEME -> alterHandle("wire.com");
                case URI_WITH_ESCAPED_HOST -> alterHandle("wireapp://%40alice_wire@wire%2ecom");
                case URI_WITH_LINE_END -> alterHandle("wireapp://%40alice_wire@wire.com\n");
                case URI_IN_UPPER_CASE -> alterHandle("WIREAPP://%40alice_wire@WIRE.com");
                case URI_WITH_PORT -> alterHandle("wireapp://%40alice_wire@wire.com:443");
                case URI_HOST_IN_PATH -> alterHandle("wireapp://evil.com/@wire.com");
                case URI_HOST_IN_FRAGMENT -> alterHandle("wireapp://evil.com#@wire.com");
                default -> {}
            }
        }
    }

    private void alterHandle(String uri) {
        uris = List.of(CLIENT_ID, uri);
    }
}
