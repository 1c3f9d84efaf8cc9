package dev.e2ei.storage.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The paths of one named store in a folder.
 *
 * @param folder the folder, free of links
 * @param log the log
 * @param draft a log that is being written to take the first one's place
 * @param lock the file whose lock says who owns the store
 */
record StoreFiles(Path folder, Path log, Path draft, Path lock) {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int LONGEST = 200;

    /** Makes the folder if it is not there. */
    static StoreFiles in(Path location, String name, Disk disk) throws IOException {
        Path wanted = location.toAbsolutePath().normalize();
        makeFolder(wanted, disk);
        Path folder = wanted.toRealPath();
        String stem = encode(name);
        return new StoreFiles(
                folder, folder.resolve(stem + ".log"), folder.resolve(stem + ".new"), folder.resolve(stem + ".lock"));
    }

    private static void makeFolder(Path wanted, Disk disk) throws IOException {
        Path parent = wanted.getParent();
        if (parent == null || Files.isDirectory(wanted)) {
            return;
        }
        makeFolder(parent, disk);
        try {
            Files.createDirectory(wanted, PrivateFiles.folder(wanted));
            disk.syncFolder(parent);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(wanted)) {
                throw e;
            }
        }
    }

    /** Different names differ in every file system, also in one that takes capitals for small letters. */
    private static String encode(String name) {
        byte[] octets = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder();
        for (byte octet : octets) {
            if (octet > 0 && PLAIN.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HexFormat.of().toHexDigits(octet));
            }
        }
        return encoded.length() <= LONGEST ? encoded.toString() : "~" + digest(octets);
    }

    private static String digest(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
