package org.mainspring.mainloop.glib;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * A kind of source as C writes one down: a struct of functions, shared by all sources of the kind.
 *
 * <p>Where C appends fields to {@code GSource} and casts, the fields are an object of their own here, which
 * {@code g_source_new} is given and every function is handed first. So both {@code MySource::prepare}, an instance
 * method, and a static function in the style of C fit.
 *
 * <p>New code implements {@link SourceFuncs} instead. This file is long for its eight classes of three lines: one for
 * each choice of functions that may be left out, since a source whose kind has no prepare costs nothing to prepare.
 *
 * @param <S> the type of the source's own fields
 * @threads any; the functions run on the context's owner
 * @origin GLib GSourceFuncs
 */
public final class GSourceFuncs<S> extends GVtable {
    /**
     * Says before a poll whether a source is ready.
     *
     * @param <S> the type of the source's own fields
     * @threads owner
     * @origin GLib GSourceFuncs.prepare
     */
    @FunctionalInterface
    public interface Prepare<S> {
        /**
         * Whether the source is ready.
         *
         * @param self the source's own fields
         * @param source the source
         * @param timeout_ its only element is -1; milliseconds may be put there, which bound the poll
         * @return true if it is ready now
         * @throws Exception whatever it likes
         */
        boolean prepare(S self, Source source, int[] timeout_) throws Exception;
    }

    /**
     * Says after a poll whether a source is ready.
     *
     * @param <S> the type of the source's own fields
     * @threads owner
     * @origin GLib GSourceFuncs.check
     */
    @FunctionalInterface
    public interface Check<S> {
        /**
         * Whether the source is ready.
         *
         * @param self the source's own fields
         * @param source the source
         * @return true if it is ready now
         * @throws Exception whatever it likes
         */
        boolean check(S self, Source source) throws Exception;
    }

    /**
     * Runs a source that is ready.
     *
     * @param <S> the type of the source's own fields
     * @threads owner
     * @origin GLib GSourceFuncs.dispatch
     */
    @FunctionalInterface
    public interface Dispatch<S> {
        /**
         * Runs the source; {@code callback.call()} is C's {@code callback (user_data)}.
         *
         * @param self the source's own fields
         * @param source the source
         * @param callback the function and the data that the source was given, or null
         * @return true to keep the source, false to destroy it
         * @throws Exception whatever it likes
         */
        boolean dispatch(S self, Source source, @Nullable Callback callback) throws Exception;
    }

    /**
     * Gives back what a source held.
     *
     * @param <S> the type of the source's own fields
     * @threads as for {@link FinalizeHook}
     * @origin GLib GSourceFuncs.finalize
     */
    @FunctionalInterface
    public interface Finalize<S> {
        /**
         * Called once, at the end of the source.
         *
         * @param self the source's own fields
         * @param source the source
         */
        void finalizeSource(S self, Source source);
    }

    private final @Nullable Prepare<? super S> prepare;
    private final @Nullable Check<? super S> check;
    private final Dispatch<? super S> dispatch;
    private final @Nullable Finalize<? super S> finalizer;
    private final Class<?> callbackType;

    /**
     * The struct, for callbacks of type {@link SourceFunc}.
     *
     * @param prepare asked before a poll; or null
     * @param check asked after a poll; or null
     * @param dispatch runs a source
     * @param finalizer told at the end; or null
     */
    public GSourceFuncs(
            @Nullable Prepare<? super S> prepare,
            @Nullable Check<? super S> check,
            Dispatch<? super S> dispatch,
            @Nullable Finalize<? super S> finalizer) {
        this(prepare, check, dispatch, finalizer, SourceFunc.class);
    }

    /**
     * The struct, for callbacks of a type of one's own.
     *
     * @param prepare asked before a poll; or null
     * @param check asked after a poll; or null
     * @param dispatch runs a source
     * @param finalizer told at the end; or null
     * @param callbackType what dispatch casts the callback's function to
     */
    public GSourceFuncs(
            @Nullable Prepare<? super S> prepare,
            @Nullable Check<? super S> check,
            Dispatch<? super S> dispatch,
            @Nullable Finalize<? super S> finalizer,
            Class<?> callbackType) {
        this.prepare = prepare;
        this.check = check;
        this.dispatch = requireNonNull(dispatch, "dispatch");
        this.finalizer = finalizer;
        this.callbackType = requireNonNull(callbackType, "callbackType");
    }

    @Override
    boolean isOf(SourceFuncs kind) {
        return kind instanceof Instance<?> instance && instance.table == this;
    }

    /** What the loop calls for one source. */
    SourceFuncs kindOf(S self) {
        boolean finalizes = finalizer != null;
        if (prepare != null && check != null) {
            return finalizes ? new AskedTwiceToldAtEnd<>(this, self) : new AskedTwice<>(this, self);
        } else if (prepare != null) {
            return finalizes ? new PreparedToldAtEnd<>(this, self) : new Prepared<>(this, self);
        } else if (check != null) {
            return finalizes ? new CheckedToldAtEnd<>(this, self) : new Checked<>(this, self);
        } else {
            return finalizes ? new ToldAtEnd<>(this, self) : new Instance<>(this, self);
        }
    }

    @SuppressWarnings({"UnusedMethod", "EffectivelyPrivate"}) // they implement the hooks of the classes below
    private static class Instance<S> implements SourceFuncs {
        final GSourceFuncs<S> table;
        private final S self;
        private final int[] timeout = new int[1];

        Instance(GSourceFuncs<S> table, S self) {
            this.table = table;
            this.self = self;
        }

        public final boolean prepare(SourceHandle source, PollTimeout bound) throws Exception {
            timeout[0] = -1;
            boolean ready = requireNonNull(table.prepare).prepare(self, (Source) source, timeout);
            bound.atMostMillis(timeout[0]);
            return ready;
        }

        public final boolean check(SourceHandle source) throws Exception {
            return requireNonNull(table.check).check(self, (Source) source);
        }

        @Override
        public final boolean dispatch(SourceHandle source, @Nullable Callback callback) throws Exception {
            return table.dispatch.dispatch(self, (Source) source, callback);
        }

        public final void finalizeSource(SourceHandle source) {
            requireNonNull(table.finalizer).finalizeSource(self, (Source) source);
        }

        @Override
        public final Class<?> callbackType() {
            return table.callbackType;
        }
    }

    private static final class Prepared<S> extends Instance<S> implements PrepareHook {
        Prepared(GSourceFuncs<S> table, S self) {
            super(table, self);
        }
    }

    private static final class Checked<S> extends Instance<S> implements CheckHook {
        Checked(GSourceFuncs<S> table, S self) {
            super(table, self);
        }
    }

    private static final class AskedTwice<S> extends Instance<S> implements PrepareHook, CheckHook {
        AskedTwice(GSourceFuncs<S> table, S self) {
            super(table, self);
        }
    }

    private static final class ToldAtEnd<S> extends Instance<S> implements FinalizeHook {
        ToldAtEnd(GSourceFuncs<S> table, S self) {
            super(table, self);
        }
    }

    private static final class PreparedToldAtEnd<S> extends Instance<S> implements PrepareHook, FinalizeHook {
        PreparedToldAtEnd(GSourceFuncs<S> table, S self) {
            super(table, self);
        }
    }

    private static final class CheckedToldAtEnd<S> extends Instance<S> implements CheckHook, FinalizeHook {
        CheckedToldAtEnd(GSourceFuncs<S> table, S self) {
            super(table, self);
        }
    }

    private static final class AskedTwiceToldAtEnd<S> extends Instance<S>
            implements PrepareHook, CheckHook, FinalizeHook {
        AskedTwiceToldAtEnd(GSourceFuncs<S> table, S self) {
            super(table, self);
        }
    }
}
