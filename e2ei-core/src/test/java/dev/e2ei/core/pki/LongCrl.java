package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.CryptoProvider;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A revocation list of very many entries, and another process with little memory that takes it in. */
public final class LongCrl {
    /** What the other process is given besides: the list itself is among it. */
    private static final String HEAP = "-Xmx128m";

    private static final byte[] REASON = {0x30, 0x0c, 0x30, 0x0a, 6, 3, 0x55, 0x1d, 0x15, 4, 3, 0x0a, 1, 4};

    private LongCrl() {}

    /** The content of an entry's serial number: 16 octets, as authorities choose them. */
    public static Bytes serialNumber(int place) {
        return Bytes.of(ByteBuffer.allocate(16)
                .putInt(0x5a000000 | place >>> 8)
                .putLong(place * 0x9E3779B97F4A7C15L)
                .putInt(place)
                .array());
    }

    /** All entries, each with a date and every other one with a reason; ready to be signed. */
    public static byte[] entries(int count, Instant date) {
        DerWriter time = new DerWriter();
        TestCertificate.writeTime(time, date);
        byte[] written = time.toByteArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            boolean reason = i % 2 == 1;
            out.write(0x30);
            out.write(18 + written.length + (reason ? REASON.length : 0));
            out.write(2);
            out.write(16);
            out.writeBytes(serialNumber(i).toByteArray());
            out.writeBytes(written);
            if (reason) {
                out.writeBytes(REASON);
            }
        }
        return out.toByteArray();
    }

    /** Runs {@link #main} in a process of its own; gives what it says. */
    static String inLittleMemory(byte[] crl, ParsedCertificate root, Instant now, Path folder)
            throws IOException, InterruptedException {
        Path list = Files.write(folder.resolve("list.crl"), crl);
        Path anchor = Files.write(folder.resolve("root.cer"), root.encoded().toByteArray());
        String classPath = Stream.of("jdk.module.path", "java.class.path")
                .map(property -> System.getProperty(property, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        classPath + File.pathSeparator + Path.of("target", "test-classes"),
                        LongCrl.class.getName(),
                        list.toString(),
                        anchor.toString(),
                        now.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream said = process.getInputStream()) {
            return new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            process.waitFor();
        }
    }

    /** Parses, verifies and registers the list, then looks for every thousandth entry and for as many that are not there. */
    public static void main(String[] arguments) throws IOException {
        ParsedCertificate root = ParsedCertificate.parse(Files.readAllBytes(Path.of(arguments[1])));
        CrlRegistry registry = CrlRegistry.empty()
                .register(
                        URI.create("http://crl.wire.com/long"),
                        Files.readAllBytes(Path.of(arguments[0])),
                        TrustStore.empty().withAnchor(root, TestCertificate.fingerprint(root)),
                        ServiceLoader.load(CryptoProvider.class)
                                .findFirst()
                                .orElseThrow()
                                .x509(),
                        Instant.parse(arguments[2]))
                .registry();
        CrlInForce list = registry.listsOf(root.subject()).get(0);
        int size = list.crl().size();
        int found = 0;
        int absent = 0;
        for (int i = 0; i < size; i += 1000) {
            found += list.crl().entries(serialNumber(i)).size();
            absent += list.crl().entries(serialNumber(size + i)).isEmpty() ? 1 : 0;
        }
        System.out.println(List.of(size, found, absent));
    }
}
