package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestCrl;
import dev.e2ei.core.pki.TestExtensions;
import dev.e2ei.core.pki.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What fuzzing begins with: certificates, lists and requests of others, where there are any, and large ones of our own. */
final class FuzzSeeds {
    /** More would leave too few of the counted inputs to what is new. */
    private static final int MAX_SEEDS = 400;

    private static final Pattern PAYLOAD = Pattern.compile("payload\\\\*\" *: *\\\\*\"([A-Za-z0-9_-]+)");
    private static final Pattern REQUEST = Pattern.compile("\"csr\" *: *\"([A-Za-z0-9_-]+)\"");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----(?:[A-Za-z0-9+/=]|\\\\n)+-----END CERTIFICATE-----\\\\n");

    private final Map<FuzzTarget, Set<Bytes>> seeds = new EnumMap<>(FuzzTarget.class);

    private FuzzSeeds() {
        for (FuzzTarget target : FuzzTarget.values()) {
            seeds.put(target, new LinkedHashSet<>());
        }
    }

    /** Our own, and those of the vectors below the given folder, if there are any. */
    static FuzzSeeds read(String vectors) throws IOException {
        FuzzSeeds all = new FuzzSeeds();
        all.addOwn();
        if (!vectors.isEmpty()) {
            List<Path> suites = Vectors.files(Path.of(vectors, "x509"), ".tsv.xz");
            for (Path suite : suites) {
                all.addCases(Vectors.lines(suite));
            }
            for (Path recording : Vectors.files(Path.of(vectors, "acme"), ".json")) {
                all.addRecording(Files.readString(recording));
            }
        }
        return all;
    }

    /** At most {@link #MAX_SEEDS}, taken evenly. */
    List<Bytes> of(FuzzTarget target) {
        List<Bytes> all = List.copyOf(seeds.get(target));
        int count = Math.min(MAX_SEEDS, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    private void addOwn() {
        TestKey key = TestKey.ed25519();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            names.add(List.of("uri:x://a" + i + ".wire.com", "dns:b" + i + ".wire.com", "dn:c" + i)
                    .get(i % 3));
        }
        List<String> few = List.of("uri:.wire.com", "dns:wire.com", "mail:wire.com", "ip:0a000000ff000000", "dn:Wire");
        addCertificate(TestCertificate.leaf("CA").encodedBy(key));
        addCertificate(
                TestCertificate.leaf("CA").names(names.toArray(String[]::new)).encodedBy(key));
        addCertificate(TestCertificate.authority("CA").constraints(names, few).encodedBy(key));
        addCertificate(TestCertificate.authority("CA").constraints(few, few).encodedBy(key));
        // As many names, and as small ones, as there may be elements.
        addCertificate(TestCertificate.leaf("CA")
                .extension(
                        "2.5.29.17",
                        false,
                        DerWriter.sequenceOf(out -> repeat(8_000, out, one -> one.primitive(0x82, new byte[0]))))
                .encodedBy(key));
        addCertificate(TestCertificate.leaf("CA")
                .subject(DerWriter.sequenceOf(out -> repeat(2_000, out, FuzzSeeds::writeRelativeName)))
                .encodedBy(key));
        add(FuzzTarget.NAME_CONSTRAINTS, TestExtensions.nameConstraints(List.of("other:1.2.3", "rid:x"), few));
        TestCrl list = TestCrl.of("CA", TestCertificate.FROM).number(7);
        addList(list.revoke(1, 2, 3).signedBy(key));
        addList(list.revoke(4, "2.5.29.21", false, new byte[] {0x0a, 1, 1})
                .about("http://a/", out -> {})
                .signedBy(key));
        addList(list.revoke(IntStream.range(0, 4_000).asLongStream().toArray()).signedBy(key));
    }

    private static void repeat(int times, DerWriter out, Consumer<DerWriter> element) {
        for (int i = 0; i < times; i++) {
            element.accept(out);
        }
    }

    private static void writeRelativeName(DerWriter name) {
        name.set(set -> set.sequence(attribute ->
                attribute.objectIdentifier(AttributeTypeAndValue.COMMON_NAME).utf8String("")));
    }

    private void addCases(List<String> lines) {
        for (String line : lines) {
            String[] column = line.split("\t", -1);
            for (int i : new int[] {4, 5, 6}) {
                for (String one : column[i].split(",")) {
                    addCertificate(Base64.getDecoder().decode(one));
                }
            }
            for (String one : column[7].split(",")) {
                addList(Base64.getDecoder().decode(one));
            }
        }
    }

    private void addRecording(String json) {
        for (Matcher payload = PAYLOAD.matcher(json); payload.find(); ) {
            byte[] text = Base64.getUrlDecoder().decode(payload.group(1));
            Matcher request = REQUEST.matcher(new String(text, StandardCharsets.UTF_8));
            if (request.find()) {
                add(FuzzTarget.CSR, Base64.getUrlDecoder().decode(request.group(1)));
            }
        }
        for (Matcher pem = PEM.matcher(json); pem.find(); ) {
            byte[] text = pem.group().replace("\\n", "\n").getBytes(StandardCharsets.US_ASCII);
            add(FuzzTarget.PEM, text);
            CertificatePem.parse(text).forEach(der -> addCertificate(der.toByteArray()));
        }
    }

    private void addCertificate(byte[] der) {
        if (der.length == 0 || !add(FuzzTarget.CERTIFICATE, der)) {
            return;
        }
        add(FuzzTarget.PEM, CertificateChain.pem(Bytes.of(der)).getBytes(StandardCharsets.US_ASCII));
        try {
            ParsedCertificate.parse(der).extensions().all().stream()
                    .filter(extension -> extension.id().equals(NameConstraints.OID))
                    .forEach(extension ->
                            add(FuzzTarget.NAME_CONSTRAINTS, extension.value().toByteArray()));
        } catch (MalformedCertificateException e) {
            // A seed all the same: that is what the suite made it for.
        }
    }

    private void addList(byte[] der) {
        if (der.length > 0 && add(FuzzTarget.CRL, der)) {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            String pem = "-----BEGIN X509 CRL-----\n" + base64 + "\n-----END X509 CRL-----\n";
            add(FuzzTarget.CRL_PEM, pem.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private boolean add(FuzzTarget target, byte[] seed) {
        return seeds.get(target).add(Bytes.of(seed));
    }
}
