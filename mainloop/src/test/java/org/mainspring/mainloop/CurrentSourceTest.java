package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceHandle;

/** {@code g_main_current_source}: which source is dispatched is known at every point of its callback, whatever that does with its context. */
class CurrentSourceTest extends DrivenFixture {
    private final Source outer = Sources.timeoutNanos(0, clock); // no idle: that would be found again

    /** Dispatches it once, and what it finds to be current is itself, before and after something. */
    private void whileOuterRuns(Action action) {
        outer.setCallback(() -> {
            assertThat(Source.current()).isSameAs(outer);
            action.run();
            assertThat(Source.current()).isSameAs(outer);
            loop.note("outer");
            return Source.REMOVE;
        });
        outer.attach(context);
        context.iteration(false);
        assertThat(takeLog()).contains("outer");
        assertThat(Source.current()).isNull();
    }

    private Source idle(MainContext target, SourceCallback callback) {
        Source idle = Sources.idle();
        idle.setCallback(callback);
        idle.attach(target);
        return idle;
    }

    @Nested
    class GivenAnotherContextIsIteratedInACallback {
        @Test
        void whenThatIteratesTheFirstAgain_thenEachKnowsItself() {
            try (MainContext other = new MainContext()) {
                Source[] inner = new Source[2];
                whileOuterRuns(() -> {
                    inner[0] = idle(other, () -> {
                        inner[1] = idle(context, () -> {
                            assertThat(Source.current()).isSameAs(inner[1]);
                            loop.note("innermost");
                            return Source.REMOVE;
                        });
                        assertThat(Source.current()).isSameAs(inner[0]);
                        context.iteration(false);
                        assertThat(Source.current()).isSameAs(inner[0]);
                        loop.note("inner");
                        return Source.REMOVE;
                    });
                    other.iteration(false);
                    assertThat(takeLog()).containsExactly("innermost", "inner");
                });
            }
        }
    }

    @Nested
    class GivenAHookIsAskedInACallback {
        /** Its prepare hook says who is current. */
        private final class Asked implements PrepareHook {
            @Override
            public boolean prepare(SourceHandle self, PollTimeout timeout) {
                assertThat(Source.current()).isSameAs(outer);
                loop.note("asked");
                return false;
            }

            @Override
            public boolean dispatch(SourceHandle self, Callback callback) {
                throw new IllegalStateException("never ready");
            }
        }

        @Test
        void whenItLooks_thenTheSourceThatIteratesIsCurrent() {
            whileOuterRuns(() -> {
                new Source(new Asked()).attach(context);
                context.iteration(false);
                assertThat(takeLog()).containsExactly("asked");
            });
        }
    }

    @Nested
    class GivenTheBatchIsOver {
        /** Who dispatches by phases may come too often: there is nothing to do, and nothing is forgotten. */
        @Test
        void whenItIsDispatchedOnceMoreInTheLastCallback_thenThatStaysBlocked() {
            context.tryAcquire();
            whileOuterRuns(() -> {
                context.dispatch();
                assertThat(context.iteration(false)).isFalse();
            });
            context.release();
        }

        @Test
        void whenTheLastCallbackReleasesMoreThanItHasAcquired_thenItStaysBlocked() {
            whileOuterRuns(() -> {
                context.release();
                assertThat(Source.current()).isSameAs(outer);
                assertThat(context.iteration(false)).isFalse();
                assertThat(context.tryAcquire()).isTrue();
            });
        }
    }

    /** A callback has released more than it had acquired, and another thread owns the context when it returns. */
    @Nested
    class GivenTheContextIsOwnedByAnother {
        private final CountDownLatch within = new CountDownLatch(1);
        private final CountDownLatch returned = new CountDownLatch(1);

        private void iterateElsewhere() {
            idle(context, () -> {
                within.countDown();
                returned.await();
                return Source.REMOVE;
            });
            context.iteration(false);
        }

        @Test
        void whenTheCallbackReturns_thenItsSourceIsNotLeftOutOfSight() throws InterruptedException {
            Thread other = new Thread(this::iterateElsewhere);
            Source timeout = Sources.timeoutNanos(0, clock);
            timeout.setCallback(then(
                    "timeout",
                    () -> {
                        context.release();
                        other.start();
                        within.await();
                        timeout.setCallback(note("again"));
                    },
                    Source.CONTINUE));
            timeout.attach(context);
            assertThatThrownBy(() -> context.iteration(false)).isInstanceOf(IllegalStateException.class);
            returned.countDown();
            other.join();

            context.iteration(false);
            assertThat(takeLog()).containsExactly("timeout", "again");
        }
    }

    @Nested
    class GivenTheContextStaysOwned {
        @Test
        void whenASourceHasGone_thenNothingKeepsIt() {
            context.tryAcquire();
            WeakReference<Source> gone = new WeakReference<>(context.idleAdd(once("a")));

            context.iteration(false);
            context.iteration(false); // who has ended leaves the table before the next one looks

            Collected.await(gone);
            context.release();
        }

        @Test
        void whenASourceThatMayRecurseOrThatIteratesHasGone_thenNothingKeepsIt() {
            context.tryAcquire();
            WeakReference<Source> gone = new WeakReference<>(context.idleAdd(then(
                    "a",
                    () -> {
                        Source.current().setCanRecurse(true);
                        context.idleAdd(once("b"));
                        context.iteration(false);
                    },
                    Source.REMOVE)));

            context.iteration(false);
            context.iteration(false); // who has ended leaves the table before the next one looks

            Collected.await(gone);
            context.release();
        }
    }
}
