package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;
import org.mainspring.mainloop.time.Nanos;

/** The real loop, iterated as a whole or phase by phase. */
final class EngineWorld implements ModelWorld {
    private final Program program;
    private final VirtualClock clock;
    private final ScriptedPoller poller;
    private final OnceNvalPoller once;
    private final MainContext context;
    private final List<PollRecord> lonePolls = new ArrayList<>();
    private final Map<Integer, Source> sources = new TreeMap<>();
    private int iterations; // that are running
    private final Object[] channels = new Object[ModelScript.CHANNELS];

    EngineWorld(Program program, Setting setting) {
        this.program = program;
        clock = new VirtualClock(setting.startNanos());
        poller = new ScriptedPoller(clock);
        once = new OnceNvalPoller(poller);
        context = new MainContext(
                clock,
                ignored -> new LoggingPoller(
                        setting.nvalOnce() ? once : poller, timeout -> program.log("poll " + timeout)),
                setting.firstId());
        context.setDiagnosticHandler((code, message) -> program.log("warned " + code));
        context.setExceptionHandler((source, thrown) -> program.log("failed " + thrown.getMessage()));
        for (int i = 0; i < channels.length; i++) {
            channels[i] = "channel " + i;
        }
    }

    private Source source(int number) {
        return sources.get(number);
    }

    private EngineKinds.Own own(int number) {
        return (EngineKinds.Own) source(number).funcs;
    }

    // ---- life

    @Override
    public void make(int source, Kind kind, long interval) {
        sources.put(source, EngineKinds.make(program, source, kind, interval, clock));
    }

    @Override
    public void setDisposeHook(int source) {
        source(source).setDisposeHook(self -> program.ended("disposed", source));
    }

    @Override
    public void attach(int source) {
        source(source).attach(context);
    }

    @Override
    public void destroy(int source) {
        source(source).destroy();
    }

    @Override
    public boolean isDestroyed(int source) {
        return source(source).isDestroyed();
    }

    @Override
    public int id(int source) {
        return source(source).id();
    }

    @Override
    public void addChild(int source, int child) {
        source(source).addChild(source(child));
    }

    @Override
    public void removeChild(int source, int child) {
        source(source).removeChild(source(child));
    }

    // ---- what can be changed

    @Override
    public void setCallback(int source, Callback callback) {
        if (callback.indirect()) {
            source(source).setCallbackIndirect(new EngineIndirect(program, source, callback));
            return;
        }
        source(source)
                .<Object>setCallback(
                        data -> program.called(source, callback.number()), callback.data(), notify(callback));
    }

    private @Nullable DestroyNotify<Object> notify(Callback callback) {
        return callback.notifies() ? data -> program.ended("notified", callback.number()) : null;
    }

    @Override
    public void clearCallback(int source) {
        source(source).clearCallback();
    }

    @Override
    public void setPriority(int source, int priority) {
        source(source).setPriority(priority);
    }

    @Override
    public void setReadyTime(int source, long readyTimeNanos) {
        source(source).setReadyTimeNanos(readyTimeNanos);
    }

    @Override
    public void setCanRecurse(int source, boolean canRecurse) {
        source(source).setCanRecurse(canRecurse);
    }

    @Override
    public void addWatch(int source, int channel, IOCondition events) {
        own(source).addWatch(source(source), channels[channel], events);
    }

    @Override
    public void modifyWatch(int source, IOCondition events) {
        own(source).modifyWatch(source(source), events);
    }

    @Override
    public void removeWatch(int source) {
        own(source).removeWatch(source(source));
    }

    @Override
    public void addPoll(int source, int channel, IOCondition events) {
        own(source).addPoll(source(source), channels[channel], events);
    }

    @Override
    public void modifyPoll(int source, IOCondition events) {
        own(source).modifyPoll(events);
    }

    @Override
    public void removePoll(int source) {
        own(source).removePoll(source(source));
    }

    // ---- what is polled for nobody

    @Override
    public void addLonePoll(int channel, IOCondition events, int priority) {
        PollRecord record = new PollRecord(channels[channel], events);
        lonePolls.add(record);
        context.addPoll(record, priority);
    }

    @Override
    public void removeLonePoll() {
        if (!lonePolls.isEmpty()) {
            context.removePoll(lonePolls.remove(0));
        }
    }

    @Override
    public void setPollFunction(PollFunctionKind kind) {
        context.setPollFunction(null);
        PollFunction before = context.pollFunction();
        if (kind != PollFunctionKind.NONE) {
            context.setPollFunction((set, timeoutMillis) -> {
                StringBuilder asked = new StringBuilder("poll function " + timeoutMillis);
                for (int i = 0; i < set.size(); i++) {
                    Object target = set.target(i);
                    asked.append(", ").append(target == PollSet.WAKEUP ? "wakeup" : target + " " + set.events(i));
                }
                program.log(asked.toString());
                return kind == PollFunctionKind.FAILS ? -1 : before.poll(set, timeoutMillis);
            });
        }
    }

    // ---- the loop

    @Override
    public boolean iterate(boolean mayBlock, boolean phaseByPhase, long horizonNanos) {
        poller.stopAt(Nanos.after(clock.nanos(), horizonNanos));
        iterations++;
        try {
            return phaseByPhase ? EnginePhases.iterate(context, mayBlock, program) : context.iteration(mayBlock);
        } finally {
            iterations--;
        }
    }

    @Override
    public void dispatch() {
        assertThat(context.tryAcquire()).isTrue();
        iterations++;
        try {
            context.dispatch();
        } finally {
            iterations--;
            context.release();
        }
    }

    @Override
    public boolean pending() {
        iterations++;
        try {
            return context.pending();
        } finally {
            iterations--;
        }
    }

    @Override
    public void invoke(int source, int priority, Callback callback) {
        Source none = Sources.idle();
        none.destroy();
        sources.put(source, none); // for as long as it is not known whether it gets a source
        Object data = new Object();
        context.invoke(priority, ignored -> program.called(source, callback.number()), data, notify(callback));
        context.lifecycle.registry.inOrder().forEach(any -> {
            org.mainspring.mainloop.source.Callback record = any.callback();
            if (record != null && record.data() == data) {
                sources.put(source, (Source) any);
            }
        });
    }

    @Override
    public void wakeup() {
        context.wakeup();
    }

    @Override
    public void hold(boolean held) {
        if (held) {
            assertThat(context.tryAcquire()).isTrue();
        } else {
            context.release();
        }
    }

    @Override
    public void close() {
        context.close();
    }

    // ---- the world around

    @Override
    public void makeReady(int channel, IOCondition seen) {
        poller.makeReady(channels[channel], seen);
    }

    @Override
    public void duringNextPoll(Runnable action) {
        poller.duringNextPoll(action);
    }

    @Override
    public void advance(long nanos) {
        clock.advanceNanos(nanos);
    }

    @Override
    public long nowNanos() {
        return clock.nanos();
    }

    // ---- what can be asked

    @Override
    public boolean isIterating() {
        return iterations > 0;
    }

    @Override
    public long loopTimeNanos(int source) {
        return source(source).timeNanos();
    }

    @Override
    public int depth() {
        return MainLoop.depth();
    }

    @Override
    public int current() {
        return number(Source.current());
    }

    @Override
    public int findByData(int data) {
        return number(context.findByData(data));
    }

    @Override
    public int findLike(int source, int data) {
        return number(context.findByKindAndData(source(source).funcs.getClass(), data));
    }

    @Override
    public int findById(int id) {
        return number(context.findById(id));
    }

    private int number(@Nullable Source source) {
        for (Map.Entry<Integer, Source> entry : sources.entrySet()) {
            if (entry.getValue() == source) {
                return entry.getKey();
            }
        }
        return -1;
    }

    @Override
    public boolean removeById(int id) {
        return context.remove(id);
    }

    @Override
    public boolean removeByData(int data) {
        return context.removeByData(data);
    }

    @Override
    public String marked() {
        StringBuilder marked = new StringBuilder();
        sources.forEach((number, source) -> {
            if (source.is(SourceNode.READY) && !source.alwaysReady()) {
                marked.append(' ').append(number);
            }
        });
        return marked.toString();
    }

    @Override
    public void verify(boolean atRest) {
        List<PollRecord> polled = new ArrayList<>(poller.records());
        polled.addAll(once.quiet());
        EngineInvariants.check(context, polled, sources.values(), atRest);
    }
}
