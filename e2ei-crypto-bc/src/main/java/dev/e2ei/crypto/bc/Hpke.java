package dev.e2ei.crypto.bc;

import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.HpkeExport;
import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.ArrayList;
import java.util.List;

/** The single-shot calls of HPKE, RFC 9180, section 6. */
final class Hpke {
    private static final int MIN_PSK = 32;

    private final DhKem kem;
    private final HpkeSchedule schedule;
    private final RandomSource random;

    Hpke(SuiteParameters parameters, RandomSource random) {
        this.kem = new DhKem(parameters.group());
        this.schedule = new HpkeSchedule(kem, new Hkdf(parameters.hash()), parameters.aead());
        this.random = random;
    }

    KeyPairOctets generate() {
        return kem.group().generate(random);
    }

    KeyPairOctets derive(byte[] inputKeyMaterial) {
        return kem.derive(inputKeyMaterial);
    }

    List<HpkeCiphertext> seal(List<byte[]> publicKeys, byte[] info, byte[] associatedData, List<byte[]> plaintexts) {
        if (publicKeys.size() != plaintexts.size()) {
            throw new IllegalArgumentException(
                    publicKeys.size() + " recipients cannot be given " + plaintexts.size() + " plaintexts");
        }
        HpkeSchedule.Setup setup = schedule.base(info);
        List<HpkeCiphertext> sealed = new ArrayList<>(publicKeys.size());
        for (int i = 0; i < publicKeys.size(); i++) {
            sealed.add(seal(setup, publicKeys.get(i), associatedData, plaintexts.get(i)));
        }
        return sealed;
    }

    HpkeCiphertext seal(byte[] publicKey, byte[] info, byte[] associatedData, byte[] plaintext) {
        return seal(schedule.base(info), publicKey, associatedData, plaintext);
    }

    HpkeCiphertext sealPsk(
            byte[] publicKey, byte[] info, byte[] associatedData, byte[] plaintext, byte[] psk, byte[] pskId) {
        if (!isPsk(psk, pskId)) {
            throw new IllegalArgumentException("a pre-shared key has at least " + MIN_PSK + " octets and an id");
        }
        return seal(schedule.psk(info, psk, pskId), publicKey, associatedData, plaintext);
    }

    byte[] open(
            byte[] kemOutput,
            byte[] privateKey,
            byte[] publicKey,
            byte[] info,
            byte[] associatedData,
            byte[] ciphertext) {
        try (HpkeContext context = recipient(schedule.base(info), kemOutput, privateKey, publicKey)) {
            return context.open(0, associatedData, ciphertext);
        }
    }

    byte[] openPsk(
            byte[] kemOutput,
            byte[] privateKey,
            byte[] publicKey,
            byte[] info,
            byte[] associatedData,
            byte[] ciphertext,
            byte[] psk,
            byte[] pskId) {
        if (!isPsk(psk, pskId)) {
            throw new DecryptionFailedException();
        }
        try (HpkeContext context = recipient(schedule.psk(info, psk, pskId), kemOutput, privateKey, publicKey)) {
            return context.open(0, associatedData, ciphertext);
        }
    }

    HpkeExport exportSender(byte[] publicKey, byte[] info, byte[] exporterContext, int length) {
        DhKem.Encapsulation encapsulation = kem.encapsulate(publicKey, random);
        try (HpkeContext context = schedule.base(info).context(encapsulation.sharedSecret())) {
            return new HpkeExport(encapsulation.kemOutput(), context.export(exporterContext, length));
        }
    }

    byte[] exportRecipient(
            byte[] kemOutput, byte[] privateKey, byte[] publicKey, byte[] info, byte[] exporterContext, int length) {
        try (HpkeContext context = recipient(schedule.base(info), kemOutput, privateKey, publicKey)) {
            return context.export(exporterContext, length);
        }
    }

    private HpkeCiphertext seal(HpkeSchedule.Setup setup, byte[] publicKey, byte[] associatedData, byte[] plaintext) {
        DhKem.Encapsulation encapsulation = kem.encapsulate(publicKey, random);
        try (HpkeContext context = setup.context(encapsulation.sharedSecret())) {
            return new HpkeCiphertext(encapsulation.kemOutput(), context.seal(0, associatedData, plaintext));
        }
    }

    private HpkeContext recipient(HpkeSchedule.Setup setup, byte[] kemOutput, byte[] privateKey, byte[] publicKey) {
        return setup.context(
                kem.decapsulate(kemOutput, privateKey, publicKey).orElseThrow(DecryptionFailedException::new));
    }

    private static boolean isPsk(byte[] psk, byte[] pskId) {
        return psk.length >= MIN_PSK && pskId.length > 0;
    }
}
