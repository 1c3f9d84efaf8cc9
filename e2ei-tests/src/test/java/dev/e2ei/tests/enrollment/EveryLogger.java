package dev.e2ei.tests.enrollment;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Whatever any logger of this process says, at any level. By reflection, since the module does not need java.logging
 * otherwise.
 */
final class EveryLogger implements AutoCloseable {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Object root;
    private final Object levelBefore;
    private final Object handler;
    private final Object browser;

    EveryLogger() throws ReflectiveOperationException {
        Class<?> level = Class.forName("java.util.logging.Level");
        Class<?> handlers = Class.forName("java.util.logging.Handler");
        Class<?> loggers = Class.forName("java.util.logging.Logger");
        Object all = level.getField("ALL").get(null);
        handler = Class.forName("java.util.logging.StreamHandler")
                .getConstructor(OutputStream.class, Class.forName("java.util.logging.Formatter"))
                .newInstance(
                        said,
                        Class.forName("java.util.logging.SimpleFormatter")
                                .getConstructor()
                                .newInstance());
        handlers.getMethod("setLevel", level).invoke(handler, all);
        handlers.getMethod("setEncoding", String.class).invoke(handler, "UTF-8");
        root = loggers.getMethod("getLogger", String.class).invoke(null, "");
        levelBefore = loggers.getMethod("getLevel").invoke(root);
        loggers.getMethod("setLevel", level).invoke(root, all);
        loggers.getMethod("addHandler", handlers).invoke(root, handler);
        // The kit's browser, which types the password, is not the library.
        browser = loggers.getMethod("getLogger", String.class).invoke(null, "sun.net.www.protocol.http");
        loggers.getMethod("setLevel", level)
                .invoke(browser, level.getField("OFF").get(null));
    }

    String said() throws ReflectiveOperationException {
        handler.getClass().getMethod("flush").invoke(handler);
        return said.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws ReflectiveOperationException {
        Class<?> level = Class.forName("java.util.logging.Level");
        Class<?> handlers = Class.forName("java.util.logging.Handler");
        Class<?> loggers = Class.forName("java.util.logging.Logger");
        loggers.getMethod("removeHandler", handlers).invoke(root, handler);
        loggers.getMethod("setLevel", level).invoke(root, levelBefore);
        loggers.getMethod("setLevel", level).invoke(browser, new Object[] {null});
    }
}
