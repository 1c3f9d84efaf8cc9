package dev.e2ei.api.enrollment;

import dev.e2ei.api.Bytes;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A new order.
 *
 * @param delegate the order as the server sent it
 * @param authorizations the two authorizations, in the server's order
 */
public record NewAcmeOrder(Bytes delegate, List<URI> authorizations) {
    /** {@inheritDoc} */
    public NewAcmeOrder {
        Objects.requireNonNull(delegate, "delegate");
        authorizations = List.copyOf(authorizations);
    }
}
