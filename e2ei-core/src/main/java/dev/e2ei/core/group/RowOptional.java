package dev.e2ei.core.group;

import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A field of a row that may be missing: an octet says whether it is there. */
final class RowOptional {
    private RowOptional() {}

    static <T> void write(Optional<T> value, RowWriter out, Consumer<T> writer) {
        out.u8(value.isPresent() ? 1 : 0);
        value.ifPresent(writer);
    }

    static <T> Optional<T> read(RowReader in, Supplier<T> reader) {
        return switch (in.u8()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(reader.get());
            default -> throw RowReader.corrupt();
        };
    }
}
