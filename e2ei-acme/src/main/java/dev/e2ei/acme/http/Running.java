package dev.e2ei.acme.http;

import java.util.concurrent.CompletableFuture;

/** Something that was started and can be given up. Giving up twice does nothing. */
record Running<T>(CompletableFuture<T> result, Runnable abort) {
    void giveUp() {
        result.cancel(true);
        abort.run();
    }
}
