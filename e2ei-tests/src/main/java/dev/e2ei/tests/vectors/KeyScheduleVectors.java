package dev.e2ei.tests.vectors;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.Exporter;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.KeySchedule;
import dev.e2ei.core.tree.Extensions;
import java.util.Map;

/** {@code key-schedule}: from one epoch to the next. */
final class KeyScheduleVectors implements VectorKind {
    private static final Map<String, EpochSecret> SECRETS = Map.of(
            "init_secret", EpochSecret.INIT,
            "sender_data_secret", EpochSecret.SENDER_DATA,
            "encryption_secret", EpochSecret.ENCRYPTION,
            "exporter_secret", EpochSecret.EXPORTER,
            "epoch_authenticator", EpochSecret.AUTHENTICATION,
            "external_secret", EpochSecret.EXTERNAL,
            "confirmation_key", EpochSecret.CONFIRMATION,
            "membership_key", EpochSecret.MEMBERSHIP,
            "resumption_psk", EpochSecret.RESUMPTION);

    @Override
    public String name() {
        return "key-schedule";
    }

    @Override
    public void verify(VectorCase vector) {
        LabeledCrypto crypto = vector.crypto();
        Secret init = vector.secret("initial_init_secret");
        long number = 0;
        for (VectorCase epoch : vector.objects("epochs")) {
            GroupContext context = new GroupContext(
                    Ciphersuite.ofId(vector.suite()).orElseThrow(),
                    vector.bytes("group_id"),
                    number++,
                    epoch.bytes("tree_hash"),
                    epoch.bytes("confirmed_transcript_hash"),
                    Extensions.NONE);
            VectorCase.sameOctets("group_context", epoch.bytes("group_context"), context.octets());
            VectorCase.same(
                    "group_context read",
                    context,
                    GroupContext.CODEC.fromOctets(epoch.octets("group_context"), DecodeLimits.MESSAGE));
            EpochSecrets secrets = epoch(crypto, epoch, init, context.octets());
            SECRETS.forEach((member, kind) -> VectorCase.same(member, epoch.secret(member), secrets.get(kind)));
            VectorCase.same("authenticator", epoch.bytes("epoch_authenticator"), secrets.authenticator());
            VectorCase.sameOctets(
                    "external_pub",
                    epoch.bytes("external_pub"),
                    secrets.externalKeyPair(crypto).publicKey());
            exported(crypto, secrets, epoch.object("exporter"));
            init = secrets.get(EpochSecret.INIT);
        }
    }

    private static EpochSecrets epoch(LabeledCrypto crypto, VectorCase epoch, Secret init, byte[] context) {
        KeySchedule schedule = new KeySchedule(crypto);
        Secret psk = epoch.secret("psk_secret");
        Secret joiner = schedule.joiner(init, epoch.secret("commit_secret"), context);
        VectorCase.same("joiner_secret", epoch.secret("joiner_secret"), joiner);
        VectorCase.same("welcome_secret", epoch.secret("welcome_secret"), schedule.welcome(joiner, psk));
        return schedule.epoch(joiner, psk, context);
    }

    private static void exported(LabeledCrypto crypto, EpochSecrets secrets, VectorCase exporter) {
        Secret exported = new Exporter(crypto)
                .export(secrets, exporter.text("label"), exporter.octets("context"), exporter.index("length"));
        VectorCase.same("exported secret", exporter.secret("secret"), exported);
    }
}
