package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The key of one of a group's many rows of a kind.
 *
 * @param groupId the group
 * @param numbers what tells its rows apart, the widest first
 */
record RowKey(Bytes groupId, List<Long> numbers) {
    static RowKey of(Bytes groupId, long... numbers) {
        return new RowKey(groupId, Arrays.stream(numbers).boxed().toList());
    }

    List<byte[]> components() {
        List<byte[]> components = new ArrayList<>();
        components.add(groupId.toByteArray());
        numbers.forEach(number ->
                components.add(ByteBuffer.allocate(Long.BYTES).putLong(number).array()));
        return components;
    }

    /** The components as the beginning of the keys of many rows. */
    byte[][] prefix() {
        return components().toArray(byte[][]::new);
    }
}
