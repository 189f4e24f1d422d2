package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicInteger;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.IndirectCallback;
import org.mainspring.mainloop.source.SourceHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A dispatch of an indirect callback against its replacement.
 *
 * <p>The results are how often the object was unused while somebody began to use it or used it, and its uses at the end.
 *
 * <p>Question: can the last use be given back while a dispatch has one, or not at all? Run {@code mvn -Pjcstress}; one
 * operation is one such encounter; any forbidden result is bad.
 */
@JCStressTest
@Description("Claim, begin and release, against retire.")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Used by the source and the dispatch, then by nobody.")
@State
public class IndirectRecordRaces {
    private final AtomicInteger uses = new AtomicInteger(1);
    private final AtomicInteger unusedTooEarly = new AtomicInteger();
    private final Source source = Sources.idle();

    private final IndirectRecord indirect = new IndirectRecord(new IndirectCallback() {
        @Override
        public void ref() {
            if (uses.getAndIncrement() == 0) {
                unusedTooEarly.incrementAndGet();
            }
        }

        @Override
        public void unref() {
            uses.decrementAndGet();
        }

        @Override
        public Callback get(SourceHandle self) {
            if (uses.get() == 0) {
                unusedTooEarly.incrementAndGet();
            }
            return requireNonNull(source.callback());
        }
    });

    /** A source with some callback, to be got. */
    public IndirectRecordRaces() {
        source.setCallback(() -> Source.CONTINUE);
    }

    /** Dispatches. */
    @Actor
    public void dispatch() {
        if (indirect.claim()) {
            indirect.begin(source);
            if (indirect.release()) {
                indirect.notifyDestroyed();
            }
        }
    }

    /** Replaces. */
    @Actor
    public void replace() {
        if (indirect.retire()) {
            indirect.notifyDestroyed();
        }
    }

    /** Looks. */
    @Arbiter
    public void look(II_Result result) {
        result.r1 = unusedTooEarly.get();
        result.r2 = uses.get();
    }
}
