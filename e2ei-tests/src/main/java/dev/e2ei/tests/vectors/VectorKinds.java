package dev.e2ei.tests.vectors;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All kinds of vectors. */
final class VectorKinds {
    private static final List<VectorKind> ALL = List.of(
            new TreeMathVectors(),
            new CryptoBasicsVectors(),
            new TreeOperationsVectors(),
            new TreeValidationVectors(),
            new TreeKemVectors(),
            new DeserializationVectors(),
            new MessagesVectors(),
            new KeyScheduleVectors(),
            new PskSecretVectors(),
            new SecretTreeVectors(),
            new TranscriptHashesVectors(),
            new MessageProtectionVectors(),
            new WelcomeVectors(),
            new PassiveClientVectors());

    private VectorKinds() {}

    /** The kind with the longest name that the file's name begins with. */
    static Optional<VectorKind> ofFile(String fileName) {
        return ALL.stream()
                .filter(kind -> fileName.startsWith(kind.name()))
                .max(Comparator.comparing(kind -> kind.name().length()));
    }
}
