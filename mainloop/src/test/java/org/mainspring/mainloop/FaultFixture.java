package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.SourceHandle;

/** What tests of throwing callbacks and hooks share. */
abstract class FaultFixture extends DrivenFixture {
    /** An error that tests throw and nobody else does. */
    @SuppressWarnings("serial")
    static final class Fatal extends Error {
        Fatal(String message) {
            super(message);
        }
    }

    /** A checked exception that tests throw, without a trace to fill the log. */
    @SuppressWarnings("serial")
    static final class Thrown extends Exception {
        Thrown(String message) {
            super(message, null, true, false);
        }
    }

    /** The same, unchecked. */
    @SuppressWarnings("serial")
    static final class Unchecked extends RuntimeException {
        Unchecked(String message) {
            super(message, null, true, false);
        }
    }

    /** The hooks of a source, in one of which it throws. */
    enum Place {
        PREPARE,
        CHECK,
        DISPATCH
    }

    final class Throwing extends Hooked {
        private final Place place;
        private final Throwable thrown;

        Throwing(Place place, Throwable thrown) {
            this.place = place;
            this.thrown = thrown;
        }

        @Override
        public boolean prepare(SourceHandle self, PollTimeout timeout) throws Exception {
            throwIn(Place.PREPARE);
            return false;
        }

        @Override
        public boolean check(SourceHandle self) throws Exception {
            throwIn(Place.CHECK);
            return true;
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
            throwIn(Place.DISPATCH);
            return true;
        }

        private void throwIn(Place now) throws Exception {
            if (now == place) {
                loop.note("throw in " + place);
                FaultFixture.raise(thrown);
            }
        }

        @Override
        public void finalizeSource(SourceHandle self) {
            loop.note("finalize");
        }
    }

    private static void raise(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    final Source throwing(Place place, Throwable thrown) {
        return attach(new Source(new Throwing(place, thrown)), note("never"), notifying("notify"));
    }

    /** That nothing is left over of what was thrown. */
    final void assertInOrder() {
        assertThat(MainLoop.depth()).isZero();
        assertThat(Source.current()).isNull();
        assertThat(context.isOwner()).isFalse();
        idle(-50, once("alive"));
        assertThat(context.iteration(false)).isTrue();
        assertThat(loop.log()).endsWith("alive");
    }
}
