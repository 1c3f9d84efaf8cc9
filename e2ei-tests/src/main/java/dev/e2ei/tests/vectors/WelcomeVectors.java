package dev.e2ei.tests.vectors;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.framing.EncryptedGroupSecrets;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.GroupSecrets;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.Welcome;
import dev.e2ei.core.framing.WelcomeIn;
import dev.e2ei.core.framing.WelcomeProtection;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.KeySchedule;
import dev.e2ei.core.schedule.PskSecret;
import java.util.List;

/** {@code welcome}: what somebody who is added learns from the message alone. */
final class WelcomeVectors implements VectorKind {
    @Override
    public String name() {
        return "welcome";
    }

    @Override
    public void verify(VectorCase vector) {
        LabeledCrypto crypto = vector.crypto();
        KeyPackage keyPackage = MlsMessageIn.readKeyPackage(vector.octets("key_package"));
        Welcome welcome = ((WelcomeIn) MlsMessageIn.read(vector.octets("welcome"))).welcome();
        EncryptedGroupSecrets encrypted = welcome.secretsFor(keyPackage.ref(crypto))
                .orElseThrow(() -> new VectorMismatchException("nothing in the welcome is for the key package"));
        WelcomeProtection protection = new WelcomeProtection(crypto);
        KeySchedule schedule = new KeySchedule(crypto);
        try (GroupSecrets secrets =
                protection.openSecrets(welcome, encrypted, vector.privateKey("init_priv"), keyPackage.initKey())) {
            Secret psk = PskSecret.of(crypto, List.of());
            GroupInfo info = protection.openGroupInfo(welcome, schedule.welcome(secrets.joiner(), psk));
            Bytes signer = vector.bytes("signer_pub");
            VectorCase.require("the group info is the signer's", info.verifySignature(crypto, signer));
            EpochSecrets epoch =
                    schedule.epoch(secrets.joiner(), psk, info.context().octets());
            VectorCase.require(
                    "the confirmation tag is the epoch's",
                    epoch.isConfirmedBy(crypto, info.context().confirmedTranscriptHash(), info.confirmationTag()));
        }
    }
}
