package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ExternalSender;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.credential.KeyPackageRef;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.UserId;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.mls.MlsTransport;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Something of its type for each parameter of the public interfaces. */
final class SampleArguments {
    private static final String UUID = "1f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0";
    private static final URI DIRECTORY = URI.create("https://ca.example/acme/wire/directory");

    private final Map<Class<?>, Object> byType;

    SampleArguments(CredentialRef credential, E2eiEnrollment enrollment, CertificateChain chain) {
        String pem = chain.certificates().stream().map(CertificateChain::pem).collect(Collectors.joining());
        byType = Map.ofEntries(
                Map.entry(int.class, 1),
                Map.entry(String.class, pem),
                Map.entry(Bytes.class, Bytes.ofUtf8(pem)),
                Map.entry(Secret.class, Secret.copyOf(new byte[32])),
                Map.entry(ClientId.class, TestClients.BOB),
                Map.entry(UserId.class, TestClients.BOB.user()),
                Map.entry(dev.e2ei.api.conversation.ConversationId.class, TestMember.ROOM),
                Map.entry(ConversationConfig.class, ConversationConfig.of(TestClients.SUITE1)),
                Map.entry(E2eiConversationState.class, E2eiConversationState.NotEnabled),
                Map.entry(ExternalSender.class, ExternalSender.wireServer(Bytes.of(new byte[32]))),
                Map.entry(CredentialRef.class, credential),
                Map.entry(CredentialType.class, CredentialType.Basic),
                Map.entry(KeyPackageRef.class, new KeyPackageRef(Bytes.of(new byte[32]))),
                Map.entry(dev.e2ei.api.Ciphersuite.class, TestClients.SUITE1),
                Map.entry(E2eiEnrollment.class, enrollment),
                Map.entry(EnrollmentRequest.class, TestClients.request(TestClients.ALICE)),
                Map.entry(RevocationReason.class, RevocationReason.values()[0]),
                Map.entry(CertificateChain.class, chain),
                Map.entry(MlsTransport.class, new TestDelivery()),
                Map.entry(URI.class, DIRECTORY),
                Map.entry(TrustSourceConfig.class, TrustSourceConfig.of(DIRECTORY)),
                Map.entry(Instant.class, TestClients.START),
                Map.entry(Duration.class, Duration.ofDays(1)),
                Map.entry(Function.class, (Function<Object, Object>) tx -> "nothing"),
                Map.entry(Consumer.class, (Consumer<Object>) tx -> {}));
    }

    Object[] of(Method method) {
        return Arrays.stream(method.getGenericParameterTypes()).map(this::of).toArray();
    }

    private Object of(Type type) {
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        Object sample = Collection.class.isAssignableFrom(raw)
                ? List.of(element(((ParameterizedType) type).getActualTypeArguments()[0]))
                : byType.get(raw);
        if (sample == null) {
            throw new AssertionError("no sample of " + type);
        }
        return sample;
    }

    /** Texts are PEM; in lists they are the names of users. */
    private Object element(Type type) {
        return type == String.class ? UUID : of(type);
    }
}
