package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.LoopDriver;

/** Iterations from within prepare and check hooks: they do nothing, and warn. S21, S86; D7. */
class HookRecursionTest extends DrivenFixture {
    @Nested
    class GivenAPrepareHook {
        private Source iteratingInPrepare(Action action) {
            return HookRecursionTest.this.attach(
                    new Source(new Hooked() {
                        @Override
                        public boolean prepare(SourceHandle self, PollTimeout timeout) throws Exception {
                            action.run();
                            return false;
                        }
                    }),
                    note("never"));
        }

        /** D7, which repairs S86: neither poll nor dispatch. */
        @Test
        void whenItIterates_thenThatDoesNothingAndWarns() {
            iteratingInPrepare(() -> assertThat(context.iteration(true)).isFalse());
            idle(0, once("idle"));

            assertThat(context.iteration(false)).isTrue();

            assertThat(takeDiagnostics()).containsExactly(Diagnostic.ITERATION_IN_HOOK);
            assertThat(loop.log()).containsExactly("idle");
        }

        /** D7. */
        @Test
        void whenItAsksWhatIsPending_thenNothingIsAndItWarns() {
            iteratingInPrepare(() -> assertThat(context.pending()).isFalse());
            idle(0, once("idle"));

            assertThat(context.iteration(false)).isTrue();

            assertThat(takeDiagnostics()).containsExactly(Diagnostic.ITERATION_IN_HOOK);
        }

        /** S21. */
        @Test
        void whenItPrepares_thenThatReturnsFalseAndWarns() {
            iteratingInPrepare(() -> assertThat(context.prepare()).isFalse());

            assertThat(context.iteration(false)).isFalse();

            assertThat(takeDiagnostics()).containsExactly(Diagnostic.ITERATION_IN_HOOK);
        }

        /** S86. */
        @Test
        void whenItRunsALoop_thenThatReturnsAtOnceAndWarns() {
            MainLoop inner = new MainLoop(context);
            iteratingInPrepare(inner::run);
            idle(0, once("idle"));

            assertThat(context.iteration(false)).isTrue();

            assertThat(takeDiagnostics()).containsExactly(Diagnostic.RUN_IN_HOOK);
            assertThat(inner.isRunning()).isFalse();
            assertThat(loop.log()).containsExactly("idle");
        }

        /** A hook of one context may iterate another. */
        @Test
        void whenItIteratesAnotherContext_thenThatRuns() {
            try (LoopDriver other = LoopDriver.virtual()) {
                other.context().idleAdd(once("other"));
                iteratingInPrepare(() -> other.context().iteration(false));

                context.iteration(false);

                assertThat(loop.log()).containsExactly("other");
            }
        }
    }

    @Nested
    class GivenACheckHook {
        private void iteratingInCheck(Action action) {
            HookRecursionTest.this.attach(
                    new Source(new Hooked() {
                        @Override
                        public boolean check(SourceHandle self) throws Exception {
                            action.run();
                            return true;
                        }
                    }),
                    once("checked"));
        }

        /** D7, which repairs S86: what was collected so far is not dispatched from within the hook. */
        @Test
        void whenItIterates_thenThatDoesNothingAndWarns() {
            idle(0, note("idle"));
            iteratingInCheck(() -> {
                assertThat(context.iteration(true)).isFalse();
                assertThat(loop.log()).isEmpty();
            });

            assertThat(context.iteration(false)).isTrue();

            assertThat(takeDiagnostics()).containsExactly(Diagnostic.ITERATION_IN_HOOK);
            assertThat(loop.log()).containsExactly("idle", "checked");
        }

        /** S86. */
        @Test
        void whenItRunsALoop_thenThatReturnsAtOnceAndWarns() {
            iteratingInCheck(() -> new MainLoop(context).run());

            assertThat(context.iteration(false)).isTrue();

            assertThat(takeDiagnostics()).containsExactly(Diagnostic.RUN_IN_HOOK);
            assertThat(loop.log()).containsExactly("checked");
        }
    }
}
