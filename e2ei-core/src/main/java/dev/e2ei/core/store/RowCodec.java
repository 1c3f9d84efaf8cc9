package dev.e2ei.core.store;

/**
 * The fields of one kind of row.
 *
 * @param <V> what a row holds
 */
public interface RowCodec<V> {
    /**
     * Writes the fields.
     *
     * @param value what is stored
     * @param out where the fields go
     */
    void write(V value, RowWriter out);

    /**
     * Reads the fields in the same order.
     *
     * @param in the row
     * @return what is stored
     */
    V read(RowReader in);
}
