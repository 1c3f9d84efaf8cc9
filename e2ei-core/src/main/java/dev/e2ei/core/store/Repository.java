package dev.e2ei.core.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows of one noun. A key is a sequence of components, each stored as its pseudonym, so that a prefix is whole
 * components and the store shows no names.
 *
 * @param <K> what finds a row
 * @param <V> what a row holds
 */
public final class Repository<K, V> {
    private final String keyspace;
    private final Function<K, List<byte[]>> components;
    private final RowCodec<V> codec;

    /**
     * The rows of a keyspace.
     *
     * @param keyspace a short name in lower case
     * @param components the components of a key, in order
     * @param codec the fields of a row
     */
    public Repository(String keyspace, Function<K, List<byte[]>> components, RowCodec<V> codec) {
        this.keyspace = keyspace;
        this.components = components;
        this.codec = codec;
    }

    /** {@return the keyspace} */
    public String keyspace() {
        return keyspace;
    }

    /**
     * Reads one row.
     *
     * @param rows where
     * @param key which
     * @return what it holds
     */
    public Optional<V> find(Rows rows, K key) {
        byte[] content = rows.get(keyspace, address(rows, components.apply(key)));
        if (content == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(decode(content));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * Writes one row, in place of any that is there.
     *
     * @param rows where
     * @param key which
     * @param value what it is to hold
     */
    public void save(Rows rows, K key, V value) {
        byte[] content;
        try (RowWriter out = new RowWriter()) {
            codec.write(value, out);
            content = out.toByteArray();
        }
        try {
            rows.put(keyspace, address(rows, components.apply(key)), content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * Deletes one row, if it is there.
     *
     * @param rows where
     * @param key which
     */
    public void delete(Rows rows, K key) {
        rows.delete(keyspace, address(rows, components.apply(key)));
    }

    /**
     * Reads all rows whose keys begin with the given components. Their order says nothing.
     *
     * @param rows where
     * @param prefix the first components; none for all rows
     * @return what they hold
     */
    public List<V> all(Rows rows, byte[]... prefix) {
        List<V> values = new ArrayList<>();
        rows.scan(keyspace, address(rows, List.of(prefix)), content -> values.add(decode(content)));
        return values;
    }

    private V decode(byte[] content) {
        RowReader in = new RowReader(content);
        V value = codec.read(in);
        in.end();
        return value;
    }

    private byte[] address(Rows rows, List<byte[]> parts) {
        byte[] address = new byte[0];
        for (int position = 0; position < parts.size(); position++) {
            byte[] pseudonym = rows.pseudonym(keyspace, position, parts.get(position));
            int end = address.length;
            address = Arrays.copyOf(address, end + pseudonym.length);
            System.arraycopy(pseudonym, 0, address, end, pseudonym.length);
        }
        return address;
    }
}
