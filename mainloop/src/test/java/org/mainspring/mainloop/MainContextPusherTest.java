package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A context that is pushed for the length of a block. S105. */
class MainContextPusherTest extends DrivenFixture {
    /** S105. @origin glib/tests/autoptr.c test_g_main_context_pusher */
    @Test
    void whenTheBlockEnds_thenTheContextIsPoppedAndReleased() {
        try (MainContextPusher pushed = context.pushed()) {
            assertThat(pushed).isNotNull();
            assertThat(MainContext.threadDefault()).isSameAs(context);
            assertThat(context.isOwner()).isTrue();
        }

        assertThat(MainContext.threadDefault()).isNull();
        assertThat(context.isOwner()).isFalse();
    }

    @Test
    void whenBlocksAreNested_thenTheInnerCounts() {
        MainContext inner = new MainContext();
        try (MainContextPusher one = context.pushed()) {
            try (MainContextPusher two = inner.pushed()) {
                assertThat(two).isNotSameAs(one);
                assertThat(MainContext.threadDefault()).isSameAs(inner);
            }
            assertThat(MainContext.threadDefault()).isSameAs(context);
        }
        inner.close();
    }

    @Test
    void whenItIsClosedTwice_thenOnceCounts() {
        context.pushThreadDefault();
        MainContextPusher pushed = context.pushed();
        pushed.close();
        pushed.close();

        assertThat(MainContext.threadDefault()).isSameAs(context);
        context.popThreadDefault();
    }

    /** S105: and may be tried again, when it is its turn. */
    @Test
    void whenItIsNotTheLastThatWasPushed_thenThatIsRefused() {
        MainContext inner = new MainContext();
        MainContextPusher pushed = context.pushed();
        inner.pushThreadDefault();

        assertThatThrownBy(pushed::close).isInstanceOf(IllegalStateException.class);

        inner.popThreadDefault();
        pushed.close();
        assertThat(context.isOwner()).isFalse();
        inner.close();
    }

    /** S105. */
    @Test
    void whenAnotherThreadOwnsIt_thenNothingIsPushed() {
        assertThat(context.tryAcquire()).isTrue();

        TestThreads.elsewhereDo(() -> {
            assertThatThrownBy(context::pushed).isInstanceOf(IllegalStateException.class);
            assertThat(MainContext.threadDefault()).isNull();
        });

        context.release();
    }
}
