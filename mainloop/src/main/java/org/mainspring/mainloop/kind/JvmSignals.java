package org.mainspring.mainloop.kind;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The signals of this process, by way of {@code sun.misc.Signal}.
 *
 * <p>Java has no other way to a signal. That class is in the module {@code jdk.unsupported}, which stays open until there
 * is one (JEP 260). It is used by reflection: so the library needs that module only where signals are asked for, and
 * compiles without the warnings that javac gives for it and lets nobody turn off.
 *
 * <p>The JVM calls a handler on a thread that it makes for each signal.
 */
final class JvmSignals implements SignalPort {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    @Override
    public Runnable handle(String name, Runnable onSignal) {
        Object signal = signal(name);
        Object ours = handler(onSignal);
        Object before = exchange(signal, ours);
        return () -> {
            Object found = exchange(signal, before);
            if (found != ours) { // somebody else has taken the signal meanwhile, and keeps it
                exchange(signal, found);
            }
        };
    }

    private static Object signal(String name) {
        try {
            return type(SIGNAL).getConstructor(String.class).newInstance(name);
        } catch (InvocationTargetException refused) {
            throw unsupported("SIG" + name + " does not exist on this system", refused.getCause());
        } catch (ReflectiveOperationException unknown) {
            throw unsupported(SIGNAL + " is not as it was", unknown);
        }
    }

    private static Object handler(Runnable onSignal) {
        try {
            var call = MethodHandles.lookup().findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
            return MethodHandleProxies.asInterfaceInstance(
                    type(HANDLER), MethodHandles.dropArguments(call.bindTo(onSignal), 0, type(SIGNAL)));
        } catch (ReflectiveOperationException unknown) {
            throw unsupported(HANDLER + " is not as it was", unknown);
        }
    }

    /** Puts a handler in place; the one before is returned. */
    private static Object exchange(Object signal, Object handler) {
        try {
            Method handle = signal.getClass().getMethod("handle", signal.getClass(), type(HANDLER));
            return handle.invoke(null, signal, handler);
        } catch (InvocationTargetException refused) {
            throw unsupported("this JVM lets nobody handle " + signal, refused.getCause());
        } catch (ReflectiveOperationException unknown) {
            throw unsupported(SIGNAL + " is not as it was", unknown);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException missing) {
            throw unsupported("signals need the module jdk.unsupported: --add-modules jdk.unsupported", missing);
        }
    }

    private static UnsupportedOperationException unsupported(String why, @Nullable Throwable cause) {
        return new UnsupportedOperationException(why, cause);
    }
}
