package org.mainspring.mainloop.glib;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.kind.ChildWatch;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.ChannelFunc;
import org.mainspring.mainloop.source.ChildFunc;
import org.mainspring.mainloop.source.IndirectCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.source.SourceHandle;

/** Callbacks of C's shape, as the core takes them; null where there is none. */
final class Callbacks {
    /** Does nothing and keeps its source, whatever the source's kind calls. */
    static final Object DUMMY = new Dummy();

    private Callbacks() {}

    static <T extends @Nullable Object> @Nullable SourceFunc<T> once(@Nullable GSourceOnceFunc<? super T> function) {
        return function == null
                ? null
                : data -> {
                    function.call(data);
                    return Source.REMOVE;
                };
    }

    static <C extends SelectableChannel, T extends @Nullable Object> @Nullable ChannelFunc<C, T> channel(
            @Nullable GUnixFDSourceFunc<? super C, ? super T> function) {
        return function == null ? null : (channel, condition, data) -> function.ready(channel, condition.bits(), data);
    }

    static <T extends @Nullable Object> @Nullable ChildFunc<T> child(@Nullable GChildWatchFunc<? super T> function) {
        return function == null
                ? null
                : (process, exitValue, data) -> function.ended(process.pid(), ChildWatch.waitStatus(exitValue), data);
    }

    static <T> IndirectCallback indirect(T object, GSourceCallbackFuncs<? super T> funcs) {
        return new IndirectCallback() {
            @Override
            public void ref() {
                funcs.ref().accept(object);
            }

            @Override
            public void unref() {
                funcs.unref().accept(object);
            }

            @Override
            public Callback get(SourceHandle self) {
                return funcs.get().get(object, (Source) self);
            }
        };
    }

    private static final class Dummy
            implements SourceFunc<@Nullable Object>,
                    ChannelFunc<SelectableChannel, @Nullable Object>,
                    ChildFunc<@Nullable Object> {
        @Override
        public boolean call(@Nullable Object data) {
            return Source.CONTINUE;
        }

        @Override
        public boolean ready(SelectableChannel channel, IOCondition condition, @Nullable Object data) {
            return Source.CONTINUE;
        }

        @Override
        public void ended(ProcessHandle process, int exitValue, @Nullable Object data) {}
    }
}
