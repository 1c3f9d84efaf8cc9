package dev.e2ei.tests.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.DeviceReport;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.Member;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.Handle;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.Thumbprint;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.identity.X509Identity;
import dev.e2ei.api.trust.PathCertificate;
import dev.e2ei.api.trust.VerdictEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demo's page")
class StoryPageTest {
    private static final Instant NOW = Instant.parse("2026-11-25T01:02:03Z");
    private static final Instant LATER = Instant.parse("2027-02-23T00:02:03Z");
    private static final ClientId DEVICE =
            ClientId.parse("b7ac11a4-8f01-4527-af88-1c30885a7931:6add501bacd1d90e@wire.example");

    @TempDir
    Path folder;

    private static DeviceReport device(String name, DeviceVerdict verdict, Optional<Instant> nextChange) {
        Optional<X509Identity> proven = verdict == DeviceVerdict.UNTRUSTED
                ? Optional.empty()
                : Optional.of(new X509Identity(
                        new Handle("alice_wire", Domain.parse("wire.example")),
                        name,
                        Domain.parse("wire.example"),
                        "PEM",
                        "00",
                        NOW,
                        LATER));
        Thumbprint thumbprint = new Thumbprint(Bytes.ofUtf8("thumb"));
        return new DeviceReport(
                new Member(0, Optional.of(DEVICE), Bytes.EMPTY, CredentialType.X509, Bytes.EMPTY),
                Optional.of(new WireIdentity(DEVICE, thumbprint, CredentialType.X509, verdict, proven)),
                verdict,
                "because <of> this",
                new VerdictEvidence(
                        List.of(
                                new PathCertificate("CN=leaf", "00", NOW, LATER),
                                new PathCertificate("CN=root", "01", NOW, LATER)),
                        List.of(),
                        Optional.empty()),
                List.of("a note & more"),
                nextChange,
                Optional.empty());
    }

    private String page(DeviceReport... devices) throws IOException {
        ConversationVerification report = new ConversationVerification(
                ConversationId.ofUtf8("page"),
                7,
                E2eiConversationState.NotVerified,
                NOW,
                List.of(devices),
                List.of("the policy's note"),
                Optional.of(LATER));
        Path file = folder.resolve("a/b/page.html");
        StoryPage.write(
                file,
                "servers",
                List.of(new Story.Scene("A \"title\"", "A viewer", Map.of(DEVICE, "A phone"), report)));
        return Files.readString(file);
    }

    @Test
    @DisplayName("shows member, device, verdict, reason and next change, and whatever people are called does no harm")
    void rows() throws IOException {
        String html = page(device("<script>alert(1)</script>", DeviceVerdict.VALID, Optional.of(LATER)));
        assertFalse(html.contains("<script"));
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assertTrue(html.contains("A &quot;title&quot;"));
        assertTrue(html.contains("alice_wire@wire.example"));
        assertTrue(html.contains("A phone<small>" + DEVICE + "</small>"));
        assertTrue(html.contains("<span class=\"badge good\">VALID</span>"));
        assertTrue(html.contains("because &lt;of&gt; this"));
        assertTrue(html.contains("<small>CN=leaf</small><small>CN=root</small><small>a note &amp; more</small>"));
        assertTrue(html.contains("<time datetime=\"2027-02-23T00:02:03Z\">23 February 2027, 00:02 UTC</time>"));
        assertTrue(html.contains("<span class=\"badge bad\">NotVerified</span>"));
        assertTrue(html.contains("the policy&#39;s note") || html.contains("the policy's note"));
    }

    @Test
    @DisplayName("names nobody whose certificate is not proven, and says never where time changes nothing")
    void untrusted() throws IOException {
        String html = page(device("Mallory", DeviceVerdict.UNTRUSTED, Optional.empty()));
        assertFalse(html.contains("Mallory"));
        assertTrue(html.contains("not proven"));
        assertTrue(html.contains("<span class=\"badge bad\">UNTRUSTED</span>"));
        assertTrue(html.contains("<td>never</td>"));
        assertEquals(1, html.split("<section>", -1).length - 1);
    }
}
