package org.mainspring.mainloop;

import java.lang.reflect.Method;

/** What a test does with the JVM's signals behind the library's back. */
final class JvmSignalFixture {
    private JvmSignalFixture() {}

    /** Sends a signal to this process; somebody must handle it. */
    static void raise(String name) throws ReflectiveOperationException {
        method("raise", type("Signal")).invoke(null, signal(name));
    }

    /** Who handles a signal, for comparison: a handler of native code is a new object each time one asks. */
    static String handlerOf(String name) throws ReflectiveOperationException {
        Object none = type("SignalHandler").getField("SIG_DFL").get(null);
        Object handler = exchange(name, none);
        exchange(name, handler);
        return handler.toString().replaceFirst("NativeHandler@.*", "NativeHandler");
    }

    /** Has the system ignore a signal. */
    static void ignore(String name) throws ReflectiveOperationException {
        exchange(name, type("SignalHandler").getField("SIG_IGN").get(null));
    }

    /** Has the system do with a signal what it does by itself. */
    static void handleByDefault(String name) throws ReflectiveOperationException {
        exchange(name, type("SignalHandler").getField("SIG_DFL").get(null));
    }

    private static Object exchange(String name, Object handler) throws ReflectiveOperationException {
        return method("handle", type("Signal"), type("SignalHandler")).invoke(null, signal(name), handler);
    }

    private static Object signal(String name) throws ReflectiveOperationException {
        return type("Signal").getConstructor(String.class).newInstance(name);
    }

    private static Method method(String name, Class<?>... parameters) throws ReflectiveOperationException {
        return type("Signal").getMethod(name, parameters);
    }

    private static Class<?> type(String name) throws ReflectiveOperationException {
        return Class.forName("sun.misc." + name);
    }
}
