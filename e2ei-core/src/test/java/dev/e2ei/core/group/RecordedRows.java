package dev.e2ei.core.group;

import dev.e2ei.core.store.Rows;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows in the open, to see what is written where, and to compare states by what they write. */
final class RecordedRows implements Rows {
    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, byte[]> rows = new TreeMap<>();
    private int writes;
    private long octets;

    private static String name(String keyspace, byte[] key) {
        return keyspace + "/" + HEX.formatHex(key);
    }

    /** Everything that a state holds. */
    static RecordedRows of(GroupState state) {
        RecordedRows rows = new RecordedRows();
        new GroupRepository().save(rows, Optional.empty(), state);
        return rows;
    }

    /** Rows by keyspace and key, in hexadecimal. */
    Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        rows.forEach((name, row) -> content.put(name, HEX.formatHex(row)));
        return content;
    }

    int writes() {
        return writes;
    }

    long octets() {
        return octets;
    }

    void startCounting() {
        writes = 0;
        octets = 0;
    }

    @Override
    public byte[] pseudonym(String keyspace, int position, byte[] component) {
        return ByteBuffer.allocate(4 + component.length)
                .putInt(component.length)
                .put(component)
                .array();
    }

    @Override
    public byte @Nullable [] get(String keyspace, byte[] key) {
        byte[] row = rows.get(name(keyspace, key));
        return row == null ? null : row.clone();
    }

    @Override
    public void put(String keyspace, byte[] key, byte[] content) {
        writes++;
        octets += content.length;
        rows.put(name(keyspace, key), content.clone());
    }

    @Override
    public void delete(String keyspace, byte[] key) {
        writes++;
        rows.remove(name(keyspace, key));
    }

    @Override
    public void scan(String keyspace, byte[] prefix, Consumer<byte[]> visitor) {
        String begin = name(keyspace, prefix);
        rows.entrySet().stream()
                .filter(row -> row.getKey().startsWith(begin))
                .map(row -> row.getValue().clone())
                .toList()
                .forEach(row -> {
                    visitor.accept(row);
                    Arrays.fill(row, (byte) 0);
                });
    }
}
