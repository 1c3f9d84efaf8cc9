package dev.e2ei.tests.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.credential.LocalKeyPackage;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** SP-12 to SP-19: certificates become credentials, and what is done with them. */
abstract class CredentialStatements extends EnrollmentStatements {
    CredentialStatements(String engine) {
        super(engine);
    }

    private static ErrorCode codeOf(Executable call) {
        return assertThrows(E2eiException.class, call).code();
    }

    private static void refusedNaming(String remedy, Executable call) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, call);
        assertTrue(refused.getMessage().contains(remedy), refused.getMessage());
    }

    @Test
    @DisplayName("SP-12 initialisation is one call: all of it or nothing, and only once")
    void sp12() {
        PageDevice alice = device("Alice");
        E2eiClient client = alice.client();
        try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(alice.request(SUITE1));
                E2eiEnrollment other = client.e2eiNewEnrollment(alice.request(SUITE1))) {
            IssuedCertificate issued = alice.acquire(enrollment);
            CertificateChain otherChain = alice.acquire(other).chain();
            assertThrows(
                    CertificateRejectedException.class,
                    () -> client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, otherChain, alice.transport())));
            assertEquals(List.of(), client.credentials());
            assertEquals(ErrorCode.MLS_NOT_INITIALIZED, codeOf(() -> client.e2eiIsEnabled(SUITE1)));

            CredentialRef made = client.transaction(
                            tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain(), alice.transport()))
                    .credential();
            assertEquals(List.of(made), client.credentials());
            assertEquals(CredentialType.X509, made.type());
            assertTrue(client.e2eiIsEnabled(SUITE1));
            refusedNaming("saveX509Credential", () -> client.transaction(tx -> tx.e2eiMlsInitOnly(other, otherChain)));
            assertEquals(List.of(made), client.credentials());
        }
    }

    @Test
    @DisplayName("SP-13 the enrollment has to be completed, unused and this client's own")
    void sp13() {
        PageDevice alice = device("Alice");
        PageDevice bob = device("Bob");
        try (E2eiEnrollment unfinished = alice.client().e2eiNewEnrollment(alice.request(SUITE1));
                E2eiEnrollment finished = alice.client().e2eiNewEnrollment(alice.request(SUITE1))) {
            CertificateChain chain = alice.acquire(finished).chain();
            assertThrows(
                    IllegalStateException.class,
                    () -> alice.client().transaction(tx -> tx.e2eiMlsInitOnly(unfinished, chain)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> bob.client().transaction(tx -> tx.e2eiMlsInitOnly(finished, chain)));
            alice.client().inTransaction(tx -> tx.e2eiMlsInitOnly(finished, chain));
            assertThrows(
                    IllegalStateException.class,
                    () -> alice.client().transaction(tx -> tx.saveX509Credential(finished, chain)));
            assertEquals(1, alice.client().credentials().size());
            assertEquals(0, bob.client().credentials().size());
        }
    }

    @Test
    @DisplayName("SP-14 the chain is the PEM of the server, leaf first, as text or octets")
    void sp14() {
        PageDevice asText = device("Alice");
        PageDevice asOctets = device("Bob");
        for (PageDevice device : List.of(asText, asOctets)) {
            try (E2eiEnrollment enrollment = device.client().e2eiNewEnrollment(device.request(SUITE1))) {
                CertificateChain chain = device.acquire(enrollment).chain();
                List<Bytes> reversed = new ArrayList<>(chain.certificates());
                Collections.reverse(reversed);
                String wrongOrder = new CertificateChain(reversed).toPem();
                assertThrows(
                        E2eiException.class,
                        () -> device.client().transaction(tx -> tx.e2eiMlsInitOnly(enrollment, wrongOrder)));
                assertEquals(
                        ErrorCode.CERTIFICATE_MALFORMED,
                        codeOf(() -> device.client().transaction(tx -> tx.e2eiMlsInitOnly(enrollment, "leaf"))));
                String pem = chain.toPem();
                device.client().inTransaction(tx -> {
                    if (device == asText) {
                        tx.e2eiMlsInitOnly(enrollment, pem);
                    } else {
                        tx.e2eiMlsInitOnly(enrollment, Bytes.ofUtf8(pem));
                    }
                });
            }
            assertTrue(device.client().e2eiIsEnabled(SUITE1));
        }
    }

    @Test
    @DisplayName("SP-15 the given transport is the new session's; after a restart it is the builder's")
    void sp15() {
        PageDevice alice = device("Alice");
        CountingTransport given = new CountingTransport();
        try (E2eiEnrollment enrollment = alice.client().e2eiNewEnrollment(alice.request(SUITE1))) {
            CertificateChain chain = alice.acquire(enrollment).chain();
            alice.client().inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, chain, given));
        }
        ConversationId conversation = alice.create("SP-15");
        alice.client().inTransaction(tx -> tx.conversation(conversation).updateKeyingMaterial());
        assertEquals(1, given.commits);
        assertTrue(delivery.members(conversation).isEmpty());
        if (keepsAfterRestart()) {
            alice.restart();
            alice.client().inTransaction(tx -> tx.conversation(conversation).updateKeyingMaterial());
            assertEquals(1, given.commits);
            assertEquals(Set.of(alice.id()), delivery.members(conversation));
        }
    }

    /** Accepts everything. */
    private static final class CountingTransport implements MlsTransport {
        private int commits;

        @Override
        public MlsTransportResponse sendCommitBundle(CommitBundle bundle) {
            commits++;
            return new MlsTransportResponse.Accepted();
        }

        @Override
        public MlsTransportResponse sendMessage(byte[] message) {
            return new MlsTransportResponse.Accepted();
        }
    }

    @Test
    @DisplayName("SP-16 initialisation returns the credential and the distribution points that have no list yet")
    void sp16() {
        PageDevice alice = device("Alice");
        X509Registration first = alice.enroll(SUITE1);
        assertEquals(alice.credential(), first.credential());
        assertEquals(
                List.of(stack.crlUrl()),
                List.copyOf(first.newCrlDistributionPoints().uris()));
        assertEquals(
                first.newCrlDistributionPoints(), alice.renew(SUITE1).newCrlDistributionPoints(), "none is stored yet");
        alice.client().inTransaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()));
        assertTrue(alice.renew(SUITE1).newCrlDistributionPoints().isEmpty());
    }

    @Test
    @DisplayName("SP-17 saving is for a session that exists, and for certificates of this client")
    void sp17() {
        PageDevice alice = device("Alice");
        PageDevice otherDevice = device(stack, alice.user());
        try (E2eiEnrollment enrollment = alice.client().e2eiNewEnrollment(alice.request(SUITE1));
                E2eiEnrollment another = alice.client().e2eiNewEnrollment(otherDevice.request(SUITE1))) {
            CertificateChain chain = alice.acquire(enrollment).chain();
            refusedNaming(
                    "e2eiMlsInitOnly",
                    () -> alice.client().transaction(tx -> tx.saveX509Credential(enrollment, chain)));
            CredentialRef basic = alice.basic(SUITE1).credential();
            X509Registration saved = alice.client().transaction(tx -> tx.saveX509Credential(enrollment, chain));
            assertEquals(List.of(basic, saved.credential()), alice.client().credentials());
            assertEquals(
                    List.of(stack.crlUrl()),
                    List.copyOf(saved.newCrlDistributionPoints().uris()));
            CertificateChain foreign = alice.acquire(another).chain();
            assertEquals(
                    ErrorCode.WRONG_CREDENTIAL,
                    codeOf(() -> alice.client().transaction(tx -> tx.saveX509Credential(another, foreign))));
        }
    }

    @Test
    @DisplayName(
            "SP-18 afterwards: set the credential, make and upload key packages, delete the old ones, remove the old credential")
    void sp18() {
        PageDevice alice = device("Alice");
        CredentialRef old = alice.enroll(SUITE1).credential();
        PageDevice bob = device("Bob").enrolled(SUITE1);
        ConversationId conversation = alice.create("SP-18", bob);
        E2eiClient client = alice.client();
        List<LocalKeyPackage> outdated = client.transaction(tx -> tx.generateKeyPackages(old, 3));
        delivery.keyPackages()
                .upload(
                        alice.id(),
                        outdated.stream().map(LocalKeyPackage::keyPackage).toList());

        CredentialRef renewed = alice.renew(SUITE1).credential();
        assertNotEquals(old, renewed);
        MlsException inUse =
                assertThrows(MlsException.class, () -> client.inTransaction(tx -> tx.removeCredential(old)));
        assertEquals(ErrorCode.CREDENTIAL_IN_USE, inUse.code());
        assertTrue(inUse.getMessage().contains(conversation.toString()), inUse.getMessage());
        assertEquals(3, client.keyPackages(old).size());

        client.inTransaction(tx -> tx.conversation(conversation).setCredentialByRef(renewed));
        List<LocalKeyPackage> fresh = client.transaction(tx -> tx.generateKeyPackages(renewed, 2));
        assertEquals(3, delivery.keyPackages().delete(alice.id()));
        delivery.keyPackages()
                .upload(
                        alice.id(),
                        fresh.stream().map(LocalKeyPackage::keyPackage).toList());
        client.inTransaction(tx -> tx.removeCredential(old));

        assertEquals(List.of(renewed), client.credentials());
        assertEquals(renewed, client.conversation(conversation).credential());
        assertEquals(2, client.keyPackages(renewed).size());
        assertEquals(ErrorCode.CREDENTIAL_NOT_FOUND, codeOf(() -> client.keyPackages(old)));
        bob.receive();
        ConversationId second = ConversationId.ofUtf8("SP-18 again");
        Bytes claimed = delivery.keyPackages().claim(alice.id()).orElseThrow();
        bob.client()
                .inTransaction(tx -> tx.createConversation(second, ConversationConfig.of(bob.credential()))
                        .addMembers(List.of(claimed)));
        alice.receive();
        assertEquals(renewed, client.conversation(second).credential());
        assertEquals(
                "hi",
                bob.hear(conversation, alice.say(conversation, "hi"))
                        .plaintext()
                        .utf8());
    }

    @Test
    @DisplayName("SP-19 enabled is asked for each suite; without MLS or without any credential it is an error")
    void sp19() {
        PageDevice alice = device("Alice");
        assertEquals(ErrorCode.MLS_NOT_INITIALIZED, codeOf(() -> alice.client().e2eiIsEnabled(SUITE1)));
        alice.client().inTransaction(tx -> tx.mlsInit(alice.id(), List.of(SUITE1, SUITE2)));
        assertFalse(alice.client().e2eiIsEnabled(SUITE1));
        alice.renew(SUITE1);
        assertTrue(alice.client().e2eiIsEnabled(SUITE1));
        alice.client().inTransaction(tx -> assertTrue(tx.e2eiIsEnabled(SUITE1)));
        assertFalse(alice.client().e2eiIsEnabled(SUITE2));
        assertEquals(
                ErrorCode.CREDENTIAL_NOT_FOUND,
                codeOf(() -> alice.client().e2eiIsEnabled(Ciphersuite.MLS_256_DHKEMP384_AES256GCM_SHA384_P384)));
    }
}
