package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhere;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.testing.LoopDriver;

/** The context that a thread has made its default. S105-S108. */
class ThreadDefaultTest extends DrivenFixture {
    @Nested
    class GivenNothingIsPushed {
        /** S108. */
        @Test
        void thenThereIsNoThreadDefaultAndTheProcessHasOne() {
            assertThat(MainContext.threadDefault()).isNull();
            assertThat(MainContext.threadDefaultOrDefault()).isSameAs(MainContext.getDefault());
        }

        /** S105. */
        @Test
        void whenItIsPopped_thenThatIsRefused() {
            assertThatThrownBy(context::popThreadDefault)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("context is not the last that this thread has pushed");
        }

        /** S105. */
        @Test
        void whenAnotherThreadOwnsTheContext_thenPushIsRefusedAndNothingIsPushed() {
            assertThat(context.tryAcquire()).isTrue();
            Thread owner = Thread.currentThread();

            elsewhereDo(() -> {
                assertThatThrownBy(context::pushThreadDefault)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("context owned by " + owner);
                assertThat(MainContext.threadDefault()).isNull();
            });

            context.release();
        }

        /** S105, S108. */
        @Test
        void whenTheContextOfTheProcessIsPushed_thenThereIsStillNoThreadDefault() {
            MainContext ofProcess = MainContext.getDefault();

            ofProcess.pushThreadDefault();

            assertThat(MainContext.threadDefault()).isNull();
            assertThat(MainContext.threadDefaultOrDefault()).isSameAs(ofProcess);
            assertThat(ofProcess.isOwner()).isTrue();
            ofProcess.popThreadDefault();
            assertThat(ofProcess.isOwner()).isFalse();
        }
    }

    @Nested
    class GivenAContextIsPushed {
        @AfterEach
        void pop() {
            if (context.isOwner()) {
                context.popThreadDefault();
            }
        }

        /** S105, S106, S108. */
        @Test
        void thenItIsTheDefaultOfThisThreadOnlyAndOwnedByIt() {
            context.pushThreadDefault();

            assertThat(MainContext.threadDefault()).isSameAs(context);
            assertThat(MainContext.threadDefaultOrDefault()).isSameAs(context);
            assertThat(context.isOwner()).isTrue();
            assertThat(elsewhere(() -> MainContext.threadDefault() == null)).isTrue();
        }

        /** S106. */
        @Test
        void whenAnotherThreadIterates_thenThatDoesNothing() {
            context.idleAdd(note("never"));
            context.pushThreadDefault();

            assertThat(elsewhere(() -> context.iteration(false))).isFalse();

            assertThat(loop.log()).isEmpty();
        }

        /** S106. */
        @Test
        void whenAnotherThreadAttaches_thenTheNextPollDoesNotSleep() {
            context.pushThreadDefault();
            Source idle = Sources.idle();
            idle.setCallback(note("never"));

            elsewhereDo(() -> idle.attach(context));
            idle.destroy();

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** S105. */
        @Test
        void whenItIsPopped_thenItIsReleased() {
            context.pushThreadDefault();

            context.popThreadDefault();

            assertThat(MainContext.threadDefault()).isNull();
            assertThat(context.isOwner()).isFalse();
        }

        /** S105. */
        @Test
        void whenItIsPushedTwice_thenItIsOwnedUntilItWasPoppedTwice() {
            context.pushThreadDefault();
            context.pushThreadDefault();

            context.popThreadDefault();

            assertThat(context.isOwner()).isTrue();
            assertThat(MainContext.threadDefault()).isSameAs(context);
        }

        /** S105. */
        @Test
        void whenAnotherIsPoppedFirst_thenThatIsRefusedAndNothingHappens() {
            try (LoopDriver other = LoopDriver.virtual()) {
                context.pushThreadDefault();
                other.context().pushThreadDefault();

                assertThatThrownBy(context::popThreadDefault).isInstanceOf(IllegalStateException.class);

                assertThat(MainContext.threadDefault()).isSameAs(other.context());
                assertThat(context.isOwner()).isTrue();
                other.context().popThreadDefault();
                assertThat(MainContext.threadDefault()).isSameAs(context);
            }
        }

        /** S105, S108. */
        @Test
        void whenTheContextOfTheProcessIsPushedOnTop_thenItHidesTheOther() {
            context.pushThreadDefault();
            MainContext.getDefault().pushThreadDefault();

            assertThat(MainContext.threadDefault()).isNull();
            MainContext.getDefault().popThreadDefault();

            assertThat(MainContext.threadDefault()).isSameAs(context);
        }
    }

    /** S107. */
    @Test
    void whenAThreadEndsWithoutPopping_thenItsContextIsFree() {
        elsewhereDo(context::pushThreadDefault);

        assertThat(context.tryAcquire()).isTrue();
        context.release();
    }

    /** S197. */
    @Test
    void whenTheContextOfTheProcessIsAskedForTwice_thenItIsTheSame() {
        assertThat(MainContext.getDefault()).isSameAs(MainContext.getDefault());
        assertThat(elsewhere(MainContext::getDefault)).isSameAs(MainContext.getDefault());
    }
}
