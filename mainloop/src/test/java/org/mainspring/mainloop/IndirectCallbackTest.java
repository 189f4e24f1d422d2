package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.IndirectCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.source.SourceHandle;

/** Callbacks that are looked up at each dispatch (S183, S184). */
class IndirectCallbackTest extends LoopFixture {
    private final List<String> calls = new ArrayList<>();

    private final class Counting implements IndirectCallback {
        final String name;
        Runnable duringRef = () -> {};
        Runnable duringGet = () -> {};
        Runnable duringCall = () -> {};
        boolean keep = true;

        Counting(String name) {
            this.name = name;
        }

        @Override
        public void ref() {
            calls.add("ref " + name);
            duringRef.run();
        }

        @Override
        public void unref() {
            calls.add("unref " + name);
        }

        @Override
        public Callback get(SourceHandle self) {
            calls.add("get " + name);
            duringGet.run();
            SourceFunc<Object> function = data -> {
                calls.add("call " + name);
                duringCall.run();
                return keep;
            };
            return new Callback() {
                @Override
                public Object function() {
                    return function;
                }

                @Override
                public Object data() {
                    return name;
                }
            };
        }
    }

    private final Counting a = new Counting("a");
    private final Counting b = new Counting("b");
    private final Source source = attach(Sources.idle(), 0);

    @Nested
    class GivenOneThatIsSet {
        GivenOneThatIsSet() {
            source.setCallbackIndirect(a);
        }

        /** S183: one use is handed over; each dispatch takes one and gives it back. */
        @Test
        void whenDispatched_thenItIsUsedOnceMore() {
            loop.iterate();

            assertThat(calls).containsExactly("ref a", "get a", "call a", "unref a");
        }

        /** S183. */
        @Test
        void whenTheSourceIsDestroyed_thenTheLastUseIsGivenBack() {
            source.destroy();

            assertThat(calls).containsExactly("unref a");
        }

        /** S183, S175: the source's use ends at once, the dispatch's when it has returned. */
        @Test
        void whenReplacedByItsOwnCall_thenBothUsesEndInTurn() {
            a.duringCall = () -> {
                source.setCallbackIndirect(b);
                calls.add("replaced");
            };

            loop.iterate();
            loop.iterate();

            assertThat(calls)
                    .containsExactly(
                            "ref a",
                            "get a",
                            "call a",
                            "unref a",
                            "replaced",
                            "unref a",
                            "ref b",
                            "get b",
                            "call b",
                            "unref b");
        }

        @Test
        void whenItReturnsRemove_thenItIsLetGoOfTwice() {
            a.keep = false;

            loop.iterate();

            assertThat(calls).containsExactly("ref a", "get a", "call a", "unref a", "unref a");
            assertThat(source.isDestroyed()).isTrue();
        }

        /** The source's use is not given back before the dispatch has its own. */
        @Test
        void whenReplacedWhileItIsBegun_thenTheUsesAddUp() {
            a.duringRef = () -> source.setCallbackIndirect(b);

            loop.iterate();

            assertThat(calls).containsExactly("ref a", "unref a", "get a", "call a", "unref a");
        }

        /** Whatever ref throws ends the source; a use that was not begun is not given back. */
        @Test
        void whenRefThrows_thenTheSourceEnds() {
            a.duringRef = () -> {
                throw new IllegalStateException("from ref");
            };

            loop.iterate();

            assertThat(calls).containsExactly("ref a", "unref a");
            assertThat(failures)
                    .singleElement()
                    .satisfies(thrown -> assertThat(thrown).hasMessage("from ref"));
            assertThat(source.isDestroyed()).isTrue();
        }

        @Test
        void whenCleared_thenTheSourceHasNoCallback() {
            source.clearCallback();
            loop.iterate();

            assertThat(calls).containsExactly("unref a");
            assertThat(warnings).containsExactly(org.mainspring.mainloop.source.Diagnostic.NO_CALLBACK);
        }

        /** X45: who looks gets the exception; the source goes on. */
        @Test
        void whenGetThrowsInALookUp_thenItComesOutAndTheSourceStays() {
            RuntimeException thrown = new IllegalStateException("from get");
            a.duringGet = () -> {
                throw thrown;
            };

            assertThatThrownBy(() -> context.findByData("a")).isSameAs(thrown);
            assertThatThrownBy(() -> context.removeByData("a")).isSameAs(thrown);

            a.duringGet = () -> {};
            assertThat(failures).isEmpty();
            assertThat(source.isDestroyed()).isFalse();
            assertThat(context.findByData("a")).isSameAs(source);
        }

        /** S184: a look-up by data asks it. */
        @Test
        void whenLookedFor_thenItIsAsked() {
            Source other = attach(Sources.idle(), 0);
            other.setCallbackIndirect(b);

            assertThat(context.findByData("b")).isSameAs(other);
            assertThat(context.findByData("c")).isNull();
            assertThat(calls).containsExactly("get a", "get b", "get a", "get b");
        }
    }
}
