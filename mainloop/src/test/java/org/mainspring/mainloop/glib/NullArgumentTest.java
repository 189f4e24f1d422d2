package org.mainspring.mainloop.glib;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;

/** Every function of GLib's names, given a null where there must be something: it reports, and returns. */
class NullArgumentTest extends GLibFixture {
    /** Counting no references, they have nothing to refuse. */
    private static final Set<String> TAKE_ANYTHING = Set.of(
            "g_main_context_ref",
            "g_main_context_unref",
            "g_main_loop_ref",
            "g_main_loop_unref",
            "g_source_ref",
            "g_source_unref",
            "g_source_set_callback");

    /** One argument of one function. */
    record Place(Method function, int index) {
        @Override
        public String toString() {
            return function.getName() + " " + index;
        }
    }

    static Stream<Place> places() {
        return Arrays.stream(GLib.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .flatMap(method -> Stream.iterate(0, i -> i < method.getParameterCount(), i -> i + 1)
                        .filter(i -> mustBeGiven(method, i))
                        .map(i -> new Place(method, i)));
    }

    /** What JSpecify says of the parameter; the data of a callback may be anything. */
    private static boolean mustBeGiven(Method method, int index) {
        AnnotatedType type = method.getAnnotatedParameterTypes()[index];
        boolean isData = type.getType() instanceof TypeVariable<?> variable
                && variable.getAnnotatedBounds()[0].isAnnotationPresent(Nullable.class);
        boolean firstOfSetCallback = method.getName().equals("g_source_set_callback") && index == 0;
        return !method.getParameterTypes()[index].isPrimitive()
                && !type.isAnnotationPresent(Nullable.class)
                && !isNullableArray(method, index)
                && !isData
                && (!TAKE_ANYTHING.contains(method.getName()) || firstOfSetCallback);
    }

    /** The out arguments, each of which may be left out: of an array, TYPE_USE annotations say so of the array itself. */
    private static boolean isNullableArray(Method method, int index) {
        return method.getParameterTypes()[index].isArray()
                && method.getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class);
    }

    @ParameterizedTest
    @MethodSource("places")
    void aNullIsReported(Place place) throws Exception {
        Method function = place.function();
        Class<?>[] types = function.getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = i == place.index() ? null : sample(types[i]);
        }

        Object returned = function.invoke(null, arguments);

        assertThat(returned)
                .isIn(null, 0, 0L, -1, -1L, false, function.getName().equals("g_source_is_destroyed"));
        String name = function.getName();
        List<String> expected = List.of("NULL_ARGUMENT " + name, "NULL_FUNCTION " + name);
        assertThat(Stream.concat(told.stream(), toldDefault.stream()))
                .singleElement()
                .isIn(expected);
        assertThat(ran).isEmpty();
    }

    private @Nullable Object sample(Class<?> type) {
        if (type == int.class) {
            return 1;
        } else if (type == long.class) {
            return 1L;
        } else if (type == boolean.class) {
            return false;
        } else if (type == Source.class) {
            return Sources.idle();
        } else if (type == MainContext.class) {
            return context;
        } else if (type == MainLoop.class) {
            return new MainLoop(context);
        } else if (type == PollSet.class) {
            return new PollSet();
        } else if (type == PollRecord.class) {
            return new PollRecord("channel", IOCondition.IN);
        } else if (type == SourceFunc.class) {
            return (SourceFunc<Object>) data -> ran.add("called");
        } else if (type == SourceCallback.class) {
            return (SourceCallback) () -> ran.add("called");
        } else if (type == GVtable.class) {
            return GLib.g_idle_funcs;
        } else if (type == AtomicInteger.class) {
            return new AtomicInteger(1);
        } else if (type == IntConsumer.class) {
            return (IntConsumer) id -> ran.add("called");
        } else if (type == Consumer.class) {
            return (Consumer<Object>) self -> ran.add("called");
        } else if (type == GChildWatchFunc.class) {
            return (GChildWatchFunc<Object>) (pid, status, data) -> ran.add("called");
        } else if (type == GUnixFDSourceFunc.class) {
            return (GUnixFDSourceFunc<java.nio.channels.Pipe.SourceChannel, Object>)
                    (fd, condition, data) -> ran.add("called");
        } else if (type == GSourceFuncs.class) {
            return new GSourceFuncs<>(null, null, (self, source, callback) -> ran.add("called"), null);
        }
        return null; // whatever else there is may be null beside another null
    }

    /** Else the test above would be about nothing. */
    @Test
    void thereAreSuchPlaces() {
        assertThat(places()).hasSizeGreaterThan(80);
        assertThat(places().map(Place::toString)).contains("g_source_attach 0", "g_timeout_add 1", "g_source_new 1");
    }
}
