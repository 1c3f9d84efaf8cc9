package dev.e2ei.core.pki;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.e2ei.core.x509.GeneralName;
import dev.e2ei.core.x509.NameConstraints;
import java.util.List;
import java.util.stream.Stream;

/** Holds names against subtrees of any content. */
public final class FuzzedSubtrees {
    private static final List<GeneralName> NAMES = List.of(
            new GeneralName.UniformResourceIdentifier(TestCertificate.HANDLE),
            new GeneralName.UniformResourceIdentifier("wireapp://evil.com\\@wire.com"),
            new GeneralName.UniformResourceIdentifier("im:"),
            new GeneralName.DnsName("a.wire.com"),
            new GeneralName.Rfc822Name("\"a@b\"@wire.com"),
            new GeneralName.Rfc822Name(""));

    private FuzzedSubtrees() {}

    /** Each name stands somewhere to each base, whatever the base is; and the same the second time. */
    public static void match(NameConstraints constraints) {
        Stream.concat(constraints.permitted().stream(), constraints.excluded().stream())
                .limit(50)
                .forEach(base -> {
                    assertNotNull(NameMatch.describe(base));
                    for (GeneralName name : NAMES) {
                        assertNotNull(NameMatch.of(name, base, true));
                        assertNotNull(NameMatch.of(name, base, false));
                    }
                    assertNotNull(NameMatch.of(base, base, true));
                });
    }
}
