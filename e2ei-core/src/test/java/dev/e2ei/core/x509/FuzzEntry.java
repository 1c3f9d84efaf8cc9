package dev.e2ei.core.x509;

/** Where Jazzer calls in: its argument names the target. */
public final class FuzzEntry {
    private static FuzzTarget target;

    private FuzzEntry() {}

    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTarget.named(arguments[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzInput.check(target, input);
    }
}
