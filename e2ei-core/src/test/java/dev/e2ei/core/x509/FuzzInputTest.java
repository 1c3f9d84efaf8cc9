package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.e2ei.api.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What fuzzing begins with")
class FuzzInputTest {
    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    @DisplayName("is refused as declared or written again as it was read, whole or cut off, at a bounded cost")
    void seeds(FuzzTarget target) throws IOException {
        List<Bytes> seeds =
                FuzzSeeds.read(System.getProperty("e2ei.vectors", "")).of(target);
        for (Bytes seed : seeds) {
            byte[] octets = seed.toByteArray();
            FuzzInput.check(target, octets);
            FuzzInput.check(target, Arrays.copyOf(octets, octets.length / 2));
        }
        assertFalse(target != FuzzTarget.CSR && seeds.isEmpty());
    }
}
