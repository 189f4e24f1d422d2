package org.mainspring.mainloop.concurrent;

import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Methods of {@code java.util.concurrent} that the JDK has from 19 on, while we compile for 17. Where the running one has
 * them not, the test is reported as not run.
 */
final class Since19 {
    private Since19() {}

    static void close(ExecutorService service) throws Throwable {
        call(ExecutorService.class, "close", service);
    }

    static @Nullable Object resultNow(Future<?> future) throws Throwable {
        return call(Future.class, "resultNow", future);
    }

    static @Nullable Object exceptionNow(Future<?> future) throws Throwable {
        return call(Future.class, "exceptionNow", future);
    }

    /** The name of a {@code Future.State}. */
    static String state(Future<?> future) throws Throwable {
        return String.valueOf(call(Future.class, "state", future));
    }

    private static @Nullable Object call(Class<?> type, String name, Object on) throws Throwable {
        Method method;
        try {
            method = type.getMethod(name);
        } catch (NoSuchMethodException older) {
            return abort("not run: this JDK has no " + type.getSimpleName() + "." + name + "()");
        }
        try {
            return method.invoke(on);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
