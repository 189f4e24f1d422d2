package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.ModelWorld.Kind;
import org.mainspring.mainloop.ModelWorld.Program;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.AlwaysReady;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.VirtualClock;

/** The kinds of sources of the {@link EngineWorld}: those of the library, and those that ask a program. */
final class EngineKinds {
    private EngineKinds() {}

    static Source make(Program program, int number, Kind kind, long interval, VirtualClock clock) {
        return switch (kind) {
            case IDLE -> Sources.idle();
            case TIMEOUT -> Sources.timeoutNanos(interval, clock);
            case SECONDS ->
                Sources.timeoutSeconds(
                        interval / org.mainspring.mainloop.time.Nanos.PER_SECOND, ModelWorld.PERTURBATION_NANOS, clock);
            case PLAIN -> new Source(new Plain(program, number));
            case PREPARES -> new Source(new Prepares(program, number));
            case CHECKS -> new Source(new Checks(program, number));
            case PREPARES_AND_CHECKS -> new Source(new PreparesAndChecks(program, number));
            case ALWAYS_READY -> new Source(new Standing(program, number));
        };
    }

    abstract static class Own implements SourceFuncs, FinalizeHook {
        final Program program;
        final int number;
        private final List<PollRecord> watches = new ArrayList<>();
        private final List<PollRecord> polls = new ArrayList<>();

        Own(Program program, int number) {
            this.program = program;
            this.number = number;
        }

        final void addWatch(Source self, Object channel, IOCondition events) {
            watches.add(self.addWatch(channel, events));
        }

        final void modifyWatch(Source self, IOCondition events) {
            if (!watches.isEmpty()) {
                self.modifyWatch(watches.get(0), events);
            }
        }

        final void addPoll(Source self, Object channel, IOCondition events) {
            PollRecord record = new PollRecord(channel, events);
            polls.add(record);
            self.addPoll(record);
        }

        final void modifyPoll(IOCondition events) {
            if (!polls.isEmpty()) {
                polls.get(0).setEvents(events);
            }
        }

        final void removePoll(Source self) {
            if (!polls.isEmpty()) {
                self.removePoll(polls.remove(0));
            }
        }

        final void removeWatch(Source self) {
            if (!watches.isEmpty()) {
                self.removeWatch(watches.remove(0));
            }
        }

        @Override
        public final boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
            StringBuilder seen = new StringBuilder("seen");
            watches.forEach(watch -> seen.append(' ').append(self.queryWatch(watch)));
            polls.forEach(record -> seen.append(" raw ").append(record.revents()));
            program.log(seen.toString());
            if (callback == null) {
                self.report(Diagnostic.NO_CALLBACK, "no callback");
                return false;
            }
            return callback.call();
        }

        @Override
        public final void finalizeSource(SourceHandle self) {
            program.ended("finalized", number);
        }

        final boolean prepared(PollTimeout timeout) {
            long answer = program.prepared(number);
            if (answer != ModelWorld.READY) {
                timeout.atMostNanos(answer);
            }
            return answer == ModelWorld.READY;
        }
    }

    private static final class Plain extends Own {
        Plain(Program program, int number) {
            super(program, number);
        }
    }

    private static final class Standing extends Own implements AlwaysReady {
        Standing(Program program, int number) {
            super(program, number);
        }
    }

    private static final class Prepares extends Own implements PrepareHook {
        Prepares(Program program, int number) {
            super(program, number);
        }

        @Override
        public boolean prepare(SourceHandle self, PollTimeout timeout) {
            return prepared(timeout);
        }
    }

    private static final class Checks extends Own implements CheckHook {
        Checks(Program program, int number) {
            super(program, number);
        }

        @Override
        public boolean check(SourceHandle self) {
            return program.checked(number);
        }
    }

    private static final class PreparesAndChecks extends Own implements PrepareHook, CheckHook {
        PreparesAndChecks(Program program, int number) {
            super(program, number);
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
}
