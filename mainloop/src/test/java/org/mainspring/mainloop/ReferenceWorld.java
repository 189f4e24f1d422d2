package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.ReferenceSource.Watch;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Diagnostic;

/** The reference, as a script sees it: a table of what it does and asks, and who does it or knows it. */
final class ReferenceWorld implements ModelWorld {
    private final Program program;
    private final ReferencePoll poll;
    private final ReferenceLife life;
    private final ReferenceLoop loop;

    ReferenceWorld(Program program, Setting setting) {
        this.program = program;
        poll = new ReferencePoll(program, setting);
        life = new ReferenceLife(program, poll, setting.firstId());
        loop = new ReferenceLoop(program, poll, life);
    }

    // ---- what the script does: to the loop

    @Override
    public boolean iterate(boolean mayBlock, boolean phaseByPhase, long horizonNanos) {
        return loop.iterate(mayBlock, phaseByPhase, horizonNanos);
    }

    @Override
    public void dispatch() {
        loop.dispatchRest();
    }

    @Override
    public boolean pending() {
        return loop.pending();
    }

    @Override
    public void invoke(int source, int priority, Callback callback) {
        loop.invoke(source, priority, callback);
    }

    @Override
    public void wakeup() {
        poll.signalled = true;
    }

    @Override
    public void hold(boolean hold) {
        loop.hold(hold);
    }

    @Override
    public void close() {
        loop.close();
    }

    // ---- to sources

    @Override
    public void make(int source, Kind kind, long interval) {
        life.make(source, kind, interval);
    }

    @Override
    public void setDisposeHook(int source) {
        life.numbered(source).disposes = true;
    }

    @Override
    public void attach(int source) {
        life.attach(life.numbered(source));
    }

    @Override
    public void destroy(int source) {
        life.destroy(life.numbered(source));
    }

    @Override
    public boolean isDestroyed(int source) {
        return life.numbered(source).destroyed;
    }

    @Override
    public int id(int source) {
        return life.numbered(source).id;
    }

    @Override
    public void addChild(int source, int child) {
        life.addChild(life.numbered(source), life.numbered(child));
    }

    /** S168. */
    @Override
    public void removeChild(int source, int child) {
        life.destroy(life.numbered(child));
    }

    @Override
    public void setCallback(int source, Callback callback) {
        life.setCallback(life.numbered(source), callback);
    }

    @Override
    public void clearCallback(int source) {
        life.setCallback(life.numbered(source), null);
    }

    @Override
    public void setPriority(int source, int priority) {
        life.setPriority(life.numbered(source), priority);
    }

    @Override
    public void setReadyTime(int source, long readyTimeNanos) {
        life.setReadyTime(life.numbered(source), readyTimeNanos);
    }

    @Override
    public void setCanRecurse(int source, boolean canRecurse) {
        life.numbered(source).canRecurse = canRecurse;
    }

    @Override
    public void addWatch(int source, int channel, IOCondition events) {
        ReferenceSource watching = life.numbered(source);
        life.addWatch(watching, new Watch(watching, channel, events, false));
    }

    @Override
    public void modifyWatch(int source, IOCondition events) {
        ReferenceSource watching = life.numbered(source);
        Watch watch = watching.first(false);
        if (watch != null) {
            watch.events = events;
            poll.signalled |= watching.linked;
        }
    }

    @Override
    public void removeWatch(int source) {
        removeFirst(source, false);
    }

    private void removeFirst(int source, boolean raw) {
        Watch watch = life.numbered(source).first(raw);
        if (watch != null) {
            life.removeWatch(life.numbered(source), watch);
        }
    }

    @Override
    public void addPoll(int source, int channel, IOCondition events) {
        ReferenceSource watching = life.numbered(source);
        life.addWatch(watching, new Watch(watching, channel, events, true));
    }

    @Override
    public void modifyPoll(int source, IOCondition events) {
        Watch record = life.numbered(source).first(true);
        if (record != null) {
            record.events = events;
        }
    }

    @Override
    public void removePoll(int source) {
        removeFirst(source, true);
    }

    // ---- to what is polled for nobody

    @Override
    public void addLonePoll(int channel, IOCondition events, int priority) {
        life.addLonePoll(channel, events, priority);
    }

    @Override
    public void removeLonePoll() {
        life.removeLonePoll();
    }

    @Override
    public void setPollFunction(PollFunctionKind kind) {
        loop.setPollFunction(kind);
    }

    // ---- to the world around

    @Override
    public void makeReady(int channel, IOCondition seen) {
        poll.makeReady(channel, seen);
    }

    @Override
    public void duringNextPoll(Runnable action) {
        poll.duringNextPoll(action);
    }

    @Override
    public void advance(long nanos) {
        poll.clockNanos += nanos;
    }

    @Override
    public long nowNanos() {
        return poll.clockNanos;
    }

    // ---- what it asks

    @Override
    public boolean isIterating() {
        return loop.isIterating();
    }

    @Override
    public long loopTimeNanos(int source) {
        return loop.timeNanos();
    }

    @Override
    public int depth() {
        return loop.depth();
    }

    @Override
    public int current() {
        return loop.current();
    }

    @Override
    public int findByData(int data) {
        return numberOf(life.byData(data, source -> true));
    }

    @Override
    public int findLike(int source, int data) {
        Kind kind = life.numbered(source).kind;
        return numberOf(
                life.byData(data, other -> other.kind == kind || (kind == Kind.TIMEOUT && other.kind.isTimeout())));
    }

    @Override
    public int findById(int id) {
        return numberOf(life.byId(id));
    }

    private static int numberOf(@Nullable ReferenceSource source) {
        return source == null ? -1 : source.number;
    }

    @Override
    public boolean removeById(int id) {
        ReferenceSource source = life.byId(id);
        if (source == null) {
            program.log("warned " + Diagnostic.UNKNOWN_ID);
        }
        return remove(source);
    }

    @Override
    public boolean removeByData(int data) {
        return remove(life.byData(data, source -> true));
    }

    private boolean remove(@Nullable ReferenceSource source) {
        if (source != null) {
            life.destroy(source);
        }
        return source != null;
    }

    @Override
    public String marked() {
        StringBuilder marked = new StringBuilder();
        for (ReferenceSource source : life.all()) {
            if (source.ready && !source.destroyed && !source.kind.isAlwaysReady()) {
                marked.append(' ').append(source.number);
            }
        }
        return marked.toString();
    }

    @Override
    public void verify(boolean atRest) {}
}
