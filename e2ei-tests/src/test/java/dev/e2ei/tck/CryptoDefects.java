package dev.e2ei.tck;

import static dev.e2ei.tck.CryptoMistakes.ignoringAssociatedData;
import static dev.e2ei.tck.CryptoMistakes.ignoringHpkeData;
import static dev.e2ei.tck.CryptoMistakes.ignoringPskId;
import static dev.e2ei.tck.CryptoMistakes.minimalLength;
import static dev.e2ei.tck.CryptoMistakes.onePairForAll;
import static dev.e2ei.tck.CryptoMistakes.open;
import static dev.e2ei.tck.CryptoMistakes.openPsk;
import static dev.e2ei.tck.CryptoMistakes.reduced;
import static dev.e2ei.tck.CryptoMistakes.seal;
import static dev.e2ei.tck.CryptoMistakes.sharedBuffer;
import static dev.e2ei.tck.CryptoMistakes.signingTheHash;
import static dev.e2ei.tck.CryptoMistakes.tagFirst;
import static dev.e2ei.tck.CryptoMistakes.unauthenticated;
import static dev.e2ei.tck.CryptoMistakes.underAnyAlgorithm;
import static dev.e2ei.tck.CryptoMistakes.withoutLeftovers;
import static dev.e2ei.tck.CryptoMistakes.withoutNull;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.SpiVersion;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.RandomSource;
import dev.e2ei.spi.crypto.StoreCrypto;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Mistakes that authors of providers make, each with the rule that has to find it. */
final class CryptoDefects {
    private CryptoDefects() {}

    /**
     * A provider with one mistake.
     *
     * @param rule the contract's method that has to fail
     * @param description the mistake
     * @param provider the provider
     */
    record Defect(String rule, String description, CryptoProvider provider) {}

    static List<Defect> ofSuites() {
        return List.of(
                suite("hashKnownAnswer", "hashes twice", "hash", (s, a) -> s.hash(s.hash(a.octets(0)))),
                suite("macKnownAnswer", "swaps key and content", "mac", (s, a) -> s.mac(a.octets(1), a.octets(0))),
                suite(
                        "macTakesAnyKey",
                        "cuts long keys off",
                        "mac",
                        (s, a) -> s.mac(Arrays.copyOf(a.octets(0), Math.min(128, a.octets(0).length)), a.octets(1))),
                suite("extractIsMac", "swaps salt and input", "extract", (s, a) -> s.extract(a.octets(1), a.octets(0))),
                suite(
                        "hkdfKnownAnswer",
                        "forgets the info",
                        "expand",
                        (s, a) -> s.expand(a.octets(0), Octets.NONE, a.number(2))),
                suite(
                        "expandLimits",
                        "goes on after 255 blocks",
                        "expand",
                        (s, a) -> a.number(2) > 255 * s.hashLength()
                                ? new byte[a.number(2)]
                                : s.expand(a.octets(0), a.octets(1), a.number(2))),
                suite(
                        "expandUsesItsInputs",
                        "forgets the key",
                        "expand",
                        (s, a) -> s.expand(Octets.NONE, a.octets(1), a.number(2))),
                suite("aesGcmKnownAnswer", "puts the tag first", "seal", (s, a) -> tagFirst(seal(s, a))),
                suite("chachaKnownAnswer", "puts the tag first", "seal", (s, a) -> tagFirst(seal(s, a))),
                suite(
                        "openUndoesSeal",
                        "loses the last octet",
                        "open",
                        (s, a) -> Arrays.copyOf(open(s, a), Math.max(0, open(s, a).length - 1))),
                suite(
                        "ciphertextIsAuthenticated",
                        "does not look at the tag",
                        "open",
                        (s, a) -> unauthenticated(s, a, s.aeadTagLength())),
                suite("truncatedTagIsRefused", "accepts a tag of 12 octets", "open", CryptoMistakes::openWithShortTag),
                suite("associatedDataIsAuthenticated", "ignores the associated data", ignoringAssociatedData()),
                suite(
                        "keyAndNonceCount",
                        "does not look at the tag",
                        "open",
                        (s, a) -> unauthenticated(s, a, s.aeadTagLength())),
                suite(
                        "sizesAreChecked",
                        "pads the key",
                        "seal",
                        (s, a) -> s.seal(
                                Arrays.copyOf(a.octets(0), s.aeadKeyLength()), a.octets(1), a.octets(2), a.octets(3))),
                suite(
                        "hpkeKnownAnswers",
                        "takes the hash of the input",
                        "deriveHpkeKeyPair",
                        (s, a) -> s.deriveHpkeKeyPair(s.hash(a.octets(0)))),
                suite(
                        "hpkePskKnownAnswer",
                        "takes the id as the key",
                        "hpkeOpenPsk",
                        (s, a) -> openPsk(s, a, Arrays.copyOf(a.octets(7), 32), a.octets(7))),
                suite(
                        "hpkeKeyPairs",
                        "has one pair for all",
                        "generateHpkeKeyPair",
                        (s, a) -> s.deriveHpkeKeyPair(new byte[66])),
                suite(
                        "deriveKeyPairIsDeterministic",
                        "draws a random pair",
                        "deriveHpkeKeyPair",
                        (s, a) -> s.generateHpkeKeyPair()),
                suite(
                        "hpkeOpenUndoesSeal",
                        "opens with the info as data",
                        "hpkeOpen",
                        (s, a) -> s.hpkeOpen(
                                a.octets(0), a.octets(1), a.octets(2), a.octets(3), a.octets(3), a.octets(5))),
                suite("hpkeSealAllKeepsTheOrder", "reverses the order", "hpkeSealAll", (s, a) -> {
                    List<Object> sealed = new ArrayList<>(s.hpkeSealAll(a.as(0), a.octets(1), a.octets(2), a.as(3)));
                    Collections.reverse(sealed);
                    return sealed;
                }),
                suite(
                        "hpkeExportsAgree",
                        "forgets the sender's context",
                        "hpkeExportSender",
                        (s, a) -> s.hpkeExportSender(a.octets(0), a.octets(1), Octets.NONE, a.number(3))),
                suite("hpkeInputsCount", "ignores the associated data", ignoringHpkeData()),
                suite("hpkePublicKeysAreChecked", "validates nothing", "validateHpkePublicKey", (s, a) -> null),
                suite(
                        "hpkeKemOutputIsChecked",
                        "exports for any point",
                        "hpkeExportRecipient",
                        (s, a) -> new byte[a.number(5)]),
                suite("hpkePskCounts", "ignores the key's id", ignoringPskId()),
                suite(
                        "hpkeWeakPskIsRefused",
                        "pads the key",
                        "hpkeSealPsk",
                        (s, a) -> s.hpkeSealPsk(
                                a.octets(0),
                                a.octets(1),
                                a.octets(2),
                                a.octets(3),
                                Arrays.copyOf(a.octets(4), 32),
                                a.octets(5))),
                suite("signatureKnownAnswers", "signs the hash", signingTheHash()),
                suite("signatureKeyPairs", "has one pair for all", "generateSignatureKeyPair", onePairForAll()),
                suite("verifyKnowsKeyAndContent", "verifies anything", "verify", (s, a) -> true),
                suite("inputsStayUnchanged", "wipes the caller's key", "sign", (s, a) -> {
                    byte[] signature = s.sign(a.octets(0), a.octets(1));
                    Arrays.fill(a.octets(0), (byte) 0);
                    return signature;
                }),
                suite("threadsShareASuite", "keeps a buffer in a field", "hash", sharedBuffer()),
                suite(
                        "truncatedSignatureIsRefused",
                        "cuts leftovers off",
                        "verify",
                        (s, a) -> s.verify(a.octets(0), a.octets(1), withoutLeftovers(s, a.octets(2)))),
                suite(
                        "ecdsaIsStrictDer",
                        "reads lengths of BER",
                        "verify",
                        (s, a) -> s.verify(a.octets(0), a.octets(1), minimalLength(a.octets(2)))),
                suite(
                        "ed25519IsNotMalleable",
                        "reduces S",
                        "verify",
                        (s, a) -> s.verify(a.octets(0), a.octets(1), reduced(a.octets(2)))),
                suite(
                        "signaturePublicKeysAreChecked",
                        "validates nothing",
                        "validateSignaturePublicKey",
                        (s, a) -> null),
                suite(
                        "signaturePrivateKeysAreChecked",
                        "pads the key",
                        "sign",
                        (s, a) -> s.sign(
                                Arrays.copyOf(
                                        a.octets(0),
                                        s.generateSignatureKeyPair().privateKey().length),
                                a.octets(1))));
    }

    static List<Defect> ofTheRest() {
        return List.of(
                new Defect("required_nameIsStable", "capitals", DefectiveCrypto.provider("name", (s, a) -> "BC")),
                new Defect(
                        "required_versionFits",
                        "written for another engine",
                        DefectiveCrypto.provider("spiVersion", (s, a) -> new SpiVersion(99, 0))),
                new Defect(
                        "required_suiteIsTheOneAskedFor",
                        "always gives the first",
                        DefectiveCrypto.provider(
                                "forCiphersuite", (s, a) -> s.forCiphersuite(Ciphersuite.values()[0]))),
                new Defect(
                        "required_randomHasTheSizeAskedFor",
                        "gives 32 octets",
                        DefectiveCrypto.provider("random", (s, a) -> (RandomSource) length -> new byte[32])),
                new Defect("required_randomDoesNotRepeat", "gives zeros", DefectiveCrypto.provider("random", (s, a) ->
                        (RandomSource) byte[]::new)),
                x509("certificateSignaturesVerify", "verifies anything", "verify", (s, a) -> true),
                x509(
                        "certificateSignaturesOfPartsVerify",
                        "looks at all octets",
                        "verifyPart",
                        (s, a) -> s.verify(a.octets(0), a.octets(1), a.octets(2), a.octets(5))),
                x509(
                        "certificateKeyFitsTheAlgorithm",
                        "takes the algorithm from the key",
                        "verify",
                        (s, a) -> underAnyAlgorithm(s, a)),
                x509(
                        "certificateParametersAreRefused",
                        "ignores parameters",
                        "verify",
                        (s, a) -> s.verify(a.octets(0), withoutNull(a.octets(1)), a.octets(2), a.octets(3))),
                x509("weakAlgorithmsAreRefused", "knows SHA-1", "supports", (s, a) -> true),
                x509(
                        "declaredAlgorithmsAreSupported",
                        "knows no PSS",
                        "supports",
                        (s, a) -> !a.as(0).equals("1.2.840.113549.1.1.10") && s.supports(a.as(0))),
                x509("garbageIsFalse", "lets the parser's exception through", "verify", (s, a) -> {
                    if (a.octets(0).length < 2) {
                        throw new ArrayIndexOutOfBoundsException(0);
                    }
                    return s.verify(a.octets(0), a.octets(1), a.octets(2), a.octets(3));
                }),
                store(
                        "storeSealKnownAnswer",
                        "puts the tag first",
                        "seal",
                        (s, a) -> tagFirst(s.seal(a.octets(0), a.octets(1), a.octets(2), a.octets(3)))),
                store(
                        "storeSealIsAuthenticated",
                        "opens anything",
                        "open",
                        (s, a) -> a.octets(3).length < 17
                                ? new byte[0]
                                : s.open(a.octets(0), a.octets(1), a.octets(2), a.octets(3))),
                store(
                        "storeSizesAreChecked",
                        "cuts nonces",
                        "seal",
                        (s, a) -> s.seal(a.octets(0), Arrays.copyOf(a.octets(1), 12), a.octets(2), a.octets(3))),
                store(
                        "storeDigestKnownAnswers",
                        "swaps salt and input",
                        "hkdfSha256",
                        (s, a) -> s.hkdfSha256(a.octets(1), a.octets(0), a.octets(2), a.number(3))),
                store(
                        "argon2idKnownAnswers",
                        "passes once more",
                        "argon2id",
                        (s, a) -> s.argon2id(
                                a.octets(0), a.octets(1), a.number(2) + 1, a.number(3), a.number(4), a.number(5))),
                store(
                        "derivationRanges",
                        "takes short salts",
                        "argon2id",
                        (s, a) -> s.argon2id(
                                a.octets(0),
                                Arrays.copyOf(a.octets(1), 16),
                                a.number(2),
                                a.number(3),
                                a.number(4),
                                a.number(5))));
    }

    private static Defect suite(
            String rule, String what, String method, DefectiveCrypto.Replacement<CiphersuiteCrypto> replacement) {
        return suite(rule, what, DefectiveCrypto.suites(method, replacement));
    }

    private static Defect suite(String rule, String what, CryptoProvider provider) {
        return new Defect("required_" + rule, what, provider);
    }

    private static Defect x509(
            String rule, String what, String method, DefectiveCrypto.Replacement<X509Crypto> replacement) {
        return new Defect("required_" + rule, what, DefectiveCrypto.x509(method, replacement));
    }

    private static Defect store(
            String rule, String what, String method, DefectiveCrypto.Replacement<StoreCrypto> replacement) {
        return new Defect("required_" + rule, what, DefectiveCrypto.store(method, replacement));
    }
}
