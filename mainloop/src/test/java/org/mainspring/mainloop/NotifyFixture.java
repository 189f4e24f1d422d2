package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceHandle;

/** Destroy notifies that tell when and where they run, of which each must run once. */
abstract class NotifyFixture extends DrivenFixture {
    private final Map<DestroyNotify<Object>, Integer> runs = Collections.synchronizedMap(new IdentityHashMap<>());

    /** The thread of the last notify. */
    @Nullable
    Thread notifiedOn;

    /** What was being dispatched then. */
    @Nullable
    Source currentInNotify;

    /** A notify that notes its line and depth, remembers thread and current source, and is expected to run once. */
    final DestroyNotify<Object> telling(String line) {
        DestroyNotify<Object> notify = new DestroyNotify<>() {
            @Override
            public void destroy(Object data) {
                runs.merge(this, 1, Integer::sum);
                loop.note(line + " " + MainLoop.depth());
                notifiedOn = Thread.currentThread();
                currentInNotify = Source.current();
            }
        };
        runs.put(notify, 0);
        return notify;
    }

    @AfterEach
    final void everyNotifyHasRunOnce() {
        context.close();
        assertThat(runs.values()).allMatch(count -> count == 1);
    }

    /** A kind that is due at once, calls back, and notes its end. */
    final class Ending implements FinalizeHook {
        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
            boolean again = callback != null && callback.call();
            loop.note("dispatched " + MainLoop.depth());
            return again;
        }

        @Override
        public void finalizeSource(SourceHandle self) {
            loop.note("finalize");
        }
    }

    final Source due(SourceCallback callback, DestroyNotify<Object> notify) {
        Source source = new Source(new Ending());
        source.setReadyTimeNanos(0);
        return attach(source, callback, notify);
    }

    /** One whose callback notes a line, does something to its source, and goes on. */
    final void dueAndDoing(String line, Consumer<Source> action, DestroyNotify<Object> notify) {
        Source[] self = new Source[1];
        self[0] = due(then(line, () -> action.accept(self[0]), Source.CONTINUE), notify);
    }
}
