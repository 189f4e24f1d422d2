package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;
import org.mainspring.mainloop.time.Nanos;

/** The real loop, iterated as a whole or phase by phase. */
final class EngineWorld implements ModelWorld {
    private final Program program;
    private final VirtualClock clock = new VirtualClock();
    private final ScriptedPoller poller = new ScriptedPoller(clock);
    private final MainContext context;
    private final List<Source> sources = new ArrayList<>();
    private final List<List<PollRecord>> watches = new ArrayList<>();
    private final Object[] channels = {"c0", "c1", "c2"};

    private final boolean phaseByPhase;

    private EngineWorld(Program program, boolean phaseByPhase) {
        this.program = program;
        this.phaseByPhase = phaseByPhase;
        context = new MainContext(clock, ignored -> new LoggingPoller());
        context.setDiagnosticHandler((code, message) -> program.log("warned " + code));
        context.setExceptionHandler((source, thrown) -> program.log("failed " + thrown.getMessage()));
    }

    static EngineWorld iterated(Program program) {
        return new EngineWorld(program, false);
    }

    static EngineWorld phaseByPhase(Program program) {
        return new EngineWorld(program, true);
    }

    /** The scripted poller, that logs when it is polled. */
    private final class LoggingPoller implements Poller {
        @Override
        public void poll(long timeoutNanos, ReadyRecords ready) {
            program.log("poll " + timeoutNanos);
            poller.poll(timeoutNanos, ready);
        }

        @Override
        public void validate(Object target, IOCondition events) {
            poller.validate(target, events);
        }

        @Override
        public void add(PollRecord record) {
            poller.add(record);
        }

        @Override
        public void modify(PollRecord record) {
            poller.modify(record);
        }

        @Override
        public void remove(PollRecord record) {
            poller.remove(record);
        }

        @Override
        public void wakeup() {
            poller.wakeup();
        }

        @Override
        public void close() {
            poller.close();
        }
    }

    private abstract class Own implements SourceFuncs, FinalizeHook {
        final int number;

        Own(int number) {
            this.number = number;
        }

        @Override
        public final boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            StringBuilder seen = new StringBuilder("seen");
            watches.get(number).forEach(watch -> seen.append(' ').append(self.queryWatch(watch)));
            program.log(seen.toString());
            return program.dispatched(number);
        }

        @Override
        public final void finalizeSource(SourceHandle self) {
            program.log("finalized " + number);
        }

        final boolean prepared(PollTimeout timeout) {
            long answer = program.prepared(number);
            if (answer != READY) {
                timeout.atMostNanos(answer);
            }
            return answer == READY;
        }
    }

    private final class Plain extends Own {
        Plain(int number) {
            super(number);
        }
    }

    private final class Prepares extends Own implements PrepareHook {
        Prepares(int number) {
            super(number);
        }

        @Override
        public boolean prepare(SourceHandle self, PollTimeout timeout) {
            return prepared(timeout);
        }
    }

    private final class Checks extends Own implements CheckHook {
        Checks(int number) {
            super(number);
        }

        @Override
        public boolean check(SourceHandle self) {
            return program.checked(number);
        }
    }

    private final class PreparesAndChecks extends Own implements PrepareHook, CheckHook {
        PreparesAndChecks(int number) {
            super(number);
        }

        @Override
        public boolean prepare(SourceHandle self, PollTimeout timeout) {
            return prepared(timeout);
        }

        @Override
        public boolean check(SourceHandle self) {
            return program.checked(number);
        }
    }

    @Override
    public void attach(Kind kind, int priority, long intervalNanos) {
        int number = sources.size();
        Source source = switch (kind) {
            case IDLE -> Sources.idle();
            case TIMEOUT -> Sources.timeoutNanos(intervalNanos, clock);
            case PLAIN -> new Source(new Plain(number));
            case PREPARES -> new Source(new Prepares(number));
            case CHECKS -> new Source(new Checks(number));
            case PREPARES_AND_CHECKS -> new Source(new PreparesAndChecks(number));
        };
        sources.add(source);
        watches.add(new ArrayList<>());
        source.setPriority(priority);
        source.<Object>setCallback(data -> program.dispatched(number), number % 3, null);
        source.attach(context);
    }

    @Override
    public void destroy(int source) {
        sources.get(source).destroy();
    }

    @Override
    public void setPriority(int source, int priority) {
        sources.get(source).setPriority(priority);
    }

    @Override
    public void setReadyTime(int source, long readyTimeNanos) {
        sources.get(source).setReadyTimeNanos(readyTimeNanos);
    }

    @Override
    public void setCanRecurse(int source, boolean canRecurse) {
        sources.get(source).setCanRecurse(canRecurse);
    }

    @Override
    public void addWatch(int source, int channel, IOCondition events) {
        watches.get(source).add(sources.get(source).addWatch(channels[channel], events));
    }

    @Override
    public void modifyWatch(int source, IOCondition events) {
        if (!watches.get(source).isEmpty()) {
            sources.get(source).modifyWatch(watches.get(source).get(0), events);
        }
    }

    @Override
    public void removeWatch(int source) {
        if (!watches.get(source).isEmpty()) {
            sources.get(source).removeWatch(watches.get(source).remove(0));
        }
    }

    @Override
    public void makeReady(int channel, IOCondition seen) {
        poller.makeReady(channels[channel], seen);
    }

    @Override
    public void duringNextPoll(Runnable action) {
        poller.duringNextPoll(action);
    }

    @Override
    public boolean iterate(boolean mayBlock, long horizonNanos) {
        poller.stopAt(Nanos.after(clock.nanos(), horizonNanos));
        return phaseByPhase ? iteratePhases(mayBlock) : context.iteration(mayBlock);
    }

    private boolean iteratePhases(boolean mayBlock) {
        assertThat(context.tryAcquire()).isTrue();
        try {
            if (context.isInHook()) {
                return context.iteration(mayBlock);
            }
            context.prepare();
            int priority = context.readyPriority();
            PollSet set = new PollSet();
            context.query(priority, set);
            if (!mayBlock) {
                set.setTimeoutNanos(0);
            }
            context.poll(set);
            boolean found = context.check(priority, set);
            context.dispatch();
            return found;
        } finally {
            context.release();
        }
    }

    @Override
    public boolean pending() {
        return context.pending();
    }

    @Override
    public void wakeup() {
        context.wakeup();
    }

    @Override
    public void advance(long nanos) {
        clock.advanceNanos(nanos);
    }

    @Override
    public long nowNanos() {
        return clock.nanos();
    }

    @Override
    public boolean isDestroyed(int source) {
        return sources.get(source).isDestroyed();
    }

    @Override
    public int id(int source) {
        return sources.get(source).id();
    }

    @Override
    public int findByData(int data) {
        Source found = context.findByData(data);
        return found == null ? -1 : sources.indexOf(found);
    }

    @Override
    public String marked() {
        StringBuilder marked = new StringBuilder();
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).is(SourceNode.READY)) {
                marked.append(' ').append(i);
            }
        }
        return marked.toString();
    }
}
