package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.queue.QueueInvariants.membersOf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.queue.OrderedList;
import org.mainspring.mainloop.queue.PriorityLevel;
import org.mainspring.mainloop.queue.QueueInvariants;
import org.mainspring.mainloop.time.Nanos;

/**
 * Whether the books of a context agree with each other: what is said of a source by its state, by the lists of its
 * level, by the counts of the level, by the heap, the poller, the batch, the id table and the stack of what is blocked. For one
 * thread; nobody else may be near the context.
 */
final class EngineInvariants {
    private final MainContext context;
    private final Lifecycle lifecycle;
    private final Schedule schedule;
    private final Collection<? extends PollRecord> pollers; // what it has
    private final boolean atRest;
    private final List<SourceNode> linked = new ArrayList<>();

    private EngineInvariants(MainContext context, Collection<? extends PollRecord> pollers, boolean atRest) {
        this.context = context;
        this.pollers = pollers;
        this.atRest = atRest;
        lifecycle = context.lifecycle;
        schedule = lifecycle.schedule;
    }

    /**
     * Complains if they do not.
     *
     * @param pollers the records that the poller has
     * @param sources all that were ever made for the context and are not hidden
     * @param atRest whether no code of the program's is running within the loop
     */
    static void check(
            MainContext context,
            Collection<? extends PollRecord> pollers,
            Collection<? extends SourceNode> sources,
            boolean atRest) {
        new EngineInvariants(context, pollers, atRest).check(sources);
    }

    private void check(Collection<? extends SourceNode> sources) {
        QueueInvariants.check(schedule.levels);
        QueueInvariants.check(schedule.timers);
        assertThat(schedule.isAsFound() && lifecycle.registry.isAnybodyLeaving())
                .as("found again while somebody waits to leave the table")
                .isFalse();
        lifecycle.registry.removeLeaving(); // they leave soon, not at once
        QueueInvariants.check(lifecycle.registry.table);
        for (SourceNode source : sources) {
            checkTable(source);
            if (source.is(SourceNode.LINKED)) {
                linked.add(source);
                checkLinked(source);
            } else {
                checkGone(source);
            }
            checkBlocks(source);
        }
        checkTableSize(sources);
        context.lonePolls.carriers.values().stream()
                .flatMap(Collection::stream)
                .filter(carrier -> carrier.is(SourceNode.LINKED))
                .forEach(carrier -> {
                    linked.add(carrier);
                    checkLinked(carrier);
                });
        checkLevels();
        checkOrder();
        checkPolled();
        checkBatch(sources);
        checkFinding();
        if (atRest) {
            checkRest(sources);
        }
    }

    // ---- the id table

    private void checkTable(SourceNode source) {
        boolean belongs = source.id() != 0 && !source.is(SourceNode.FINALIZED);
        boolean found = source.id() != 0 && lifecycle.registry.table.find(source.id()) == source;
        that(found == belongs, "in the id table: " + found, source);
    }

    private void checkTableSize(Collection<? extends SourceNode> sources) {
        long expected = sources.stream()
                .filter(source -> source.id() != 0 && !source.is(SourceNode.FINALIZED))
                .count();
        assertThat(lifecycle.registry.table.size()).as("size of the id table").isEqualTo((int) expected);
    }

    // ---- one source

    private void checkLinked(SourceNode source) {
        PriorityLevel<SourceNode> level = source.levelOrThrow();
        that(level == schedule.levels.of(source.wantedPriority), "another level than " + level.priority(), source);
        that(!source.is(SourceNode.FINALIZED), "linked and finalized", source);
        int visited = source.visitedAs();
        boolean orphan =
                source.isDestroyed() && source.parent() == null; // it was a child, and is in the midst of going
        int state = source.state & (SourceNode.STANDING | SourceNode.ASKED);
        that(orphan || state == visited, "visited amiss", source);
        standsIn(level.standing, SourceNode.STANDING, source);
        standsIn(level.asked, SourceNode.ASKED, source);
        standsIn(level.ready, SourceNode.READY, source);
        standsIn(level.due, SourceNode.DUE, source);
        standsIn(level.lit, SourceNode.LIT, source);
        that(source.is(SourceNode.LIT) == source.hasSeenAny(), "lit, or not, amiss", source);
        checkTimer(source);
        checkWatches(source);
    }

    private static void standsIn(OrderedList<SourceNode> list, int bit, SourceNode source) {
        boolean stands = membersOf(list).contains(source);
        that(stands == source.is(bit), "stands in list: " + stands + ", bit " + bit, source);
    }

    private void checkTimer(SourceNode source) {
        boolean waits = schedule.timers.contains(source);
        boolean due = source.is(SourceNode.DUE);
        boolean armed = source.hasDeadline() && !source.is(SourceNode.PARKED);
        that(!(waits && due), "in the heap and due", source);
        that((waits || due) == armed, "armed: " + (waits || due), source);
        boolean timed = armed && !source.is(SourceNode.ASKED | SourceNode.READY);
        that(source.is(SourceNode.TIMED) == timed, "only the clock can tell: " + timed, source);
        if (waits) {
            that(schedule.timers.deadlineOf(source) == source.wantedReadyTimeNanos, "deadline amiss", source);
        }
        if (due) {
            that(source.wantedReadyTimeNanos <= context.clock().nanos(), "due too early", source);
        }
    }

    private static void checkWatches(SourceNode source) {
        WatchRecord[] watches = source.watches();
        if (watches != null && !source.isDestroyed()) {
            for (WatchRecord watch : watches) {
                that(!watch.removed, "keeps a removed watch", source);
                that(watch.polled != source.is(SourceNode.PARKED), "polled: " + watch.polled, source);
                that(watch.polledEvents == watch.events() || !watch.polled, "mask amiss", source);
            }
        }
    }

    /** Attached or not, it stands nowhere; and is attached no more than destroyed sources are that somebody still holds. */
    private void checkGone(SourceNode source) {
        int standing = SourceNode.READY
                | SourceNode.DUE
                | SourceNode.LIT
                | SourceNode.STANDING
                | SourceNode.ASKED
                | SourceNode.TIMED;
        that(!source.is(standing), "stands somewhere, not linked", source);
        that(
                source.level == null && !schedule.timers.contains(source),
                "has a level or a deadline, not linked",
                source);
        that(source.polledWatches() == 0, "polled, not linked", source);
        if (source.id() != 0) {
            that(source.isDestroyed(), "attached, not linked, not destroyed", source);
            boolean held = source.isHeld();
            that(!atRest || held != source.is(SourceNode.FINALIZED), "held: " + held, source);
        }
    }

    // ---- blocks

    private void checkBlocks(SourceNode source) {
        for (SourceNode line = source; line != null; line = line.parent()) {
            if (line.isDestroyed()) {
                return; // it is going, or about to go with an ancestor whose destroy notify is running
            }
        }
        int blocks = 0;
        for (int i = 0; i < context.dispatcher.blocked.size(); i++) {
            blocks += isAtOrAbove(context.dispatcher.blocked.at(i), source) ? 1 : 0;
        }
        that(source.blocks() == blocks || !source.is(SourceNode.LINKED), "blocks: " + blocks, source);
        that(source.isBlocked() || !source.is(SourceNode.PARKED), "parked and not blocked", source);
    }

    private static boolean isAtOrAbove(@Nullable SourceNode upper, SourceNode lower) {
        SourceNode source = lower;
        while (source != null && source != upper) {
            source = source.parent();
        }
        return source != null;
    }

    // ---- levels

    private void checkLevels() {
        for (PriorityLevel<SourceNode> level = schedule.levels.first();
                level != null;
                level = schedule.levels.after(level)) {
            checkLevel(level);
        }
        long waiting = linked.stream().filter(schedule.timers::contains).count();
        assertThat(schedule.timers.size()).as("deadlines ahead").isEqualTo((int) waiting);
    }

    private void checkLevel(PriorityLevel<SourceNode> level) {
        String name = "level " + level.priority() + ": ";
        assertThat(level.members()).as(name + "members").isEqualTo(count(level, 0));
        assertThat(level.timed()).as(name + "timed").isEqualTo(count(level, SourceNode.TIMED));
        assertThat(level.watches())
                .as(name + "watches")
                .isEqualTo(members(level).mapToInt(SourceNode::polledWatches).sum());
        assertThat(level.standing.size()).as(name + "standing").isEqualTo(count(level, SourceNode.STANDING));
        assertThat(level.asked.size()).as(name + "asked").isEqualTo(count(level, SourceNode.ASKED));
        assertThat(level.ready.size()).as(name + "ready").isEqualTo(count(level, SourceNode.READY));
        assertThat(level.due.size()).as(name + "due").isEqualTo(count(level, SourceNode.DUE));
        assertThat(level.lit.size()).as(name + "lit").isEqualTo(count(level, SourceNode.LIT));
    }

    private Stream<SourceNode> members(PriorityLevel<SourceNode> level) {
        return linked.stream().filter(source -> source.level == level);
    }

    private int count(PriorityLevel<SourceNode> level, int bit) {
        return (int) members(level).filter(source -> bit == 0 || source.is(bit)).count();
    }

    // ---- the order

    /** Everybody has a place of his own; before a source stand its descendants, and nobody else in between (S3 to S7). */
    private void checkOrder() {
        List<SourceNode> order = new ArrayList<>(linked);
        order.sort(Comparator.comparingInt((SourceNode source) -> source.wantedPriority)
                .thenComparingLong(SourceNode::position));
        for (int i = 0; i < order.size(); i++) {
            SourceNode source = order.get(i);
            SourceNode next = i + 1 < order.size() ? order.get(i + 1) : null;
            that(next == null || isBefore(source, next), "no place of its own", source);
            SourceNode parent = source.parent();
            if (parent != null && !parent.isDestroyed() && !source.isDestroyed()) {
                that(source.wantedPriority == parent.wantedPriority, "priority of its own", source);
                that(next != null && isAtOrAbove(parent, next), "behind it stands " + next, source);
            }
        }
    }

    private static boolean isBefore(SourceNode some, SourceNode other) {
        return some.wantedPriority < other.wantedPriority || some.position() < other.position();
    }

    // ---- the poller

    private void checkPolled() {
        Set<WatchRecord> polled = new HashSet<>();
        for (SourceNode source : linked) {
            WatchRecord[] watches = source.watches();
            for (WatchRecord watch : watches == null ? new WatchRecord[0] : watches) {
                if (watch.polled) {
                    polled.add(watch);
                }
                boolean owed = lifecycle.watches.owed.contains(watch);
                that(owed == watch.owedNval && (!owed || watch.polled), "owed NVAL: " + owed, source);
            }
        }
        assertThat(lifecycle.watches.polled).as("what the engine polls").isEqualTo(polled);
        assertThat(polled).as("what was refused").containsAll(lifecycle.watches.refused);
        assertThat(polled).as("what is owed").containsAll(lifecycle.watches.owed);
        polled.removeAll(lifecycle.watches.refused);
        if (!context.isClosed()) {
            assertThat(new HashSet<Object>(pollers)).as("what the poller has").isEqualTo(polled);
        }
    }

    // ---- the batch

    private void checkBatch(Collection<? extends SourceNode> sources) {
        Set<SourceNode> queued = new HashSet<>();
        for (int i = context.batch.next; i < context.batch.size; i++) {
            SourceNode source = context.batch.sources[i];
            assertThat(source).as("place " + i + " of the batch").isNotNull();
            that(queued.add(source), "twice in the batch", source);
        }
        for (SourceNode source : sources) {
            that(source.isQueued() == queued.contains(source), "queued amiss", source);
        }
    }

    // ---- what the last prepare found

    /** While it stands, nobody but the clock can bring anybody before those who were found, or among them. */
    private void checkFinding() {
        PriorityLevel<SourceNode> found = context.iteration.lastFinding.unlessChanged();
        if (found == null) {
            return;
        }
        assertThat(found).as("level that was found").isSameAs(schedule.levels.of(found.priority()));
        for (SourceNode source : linked) {
            int priority = source.levelOrThrow().priority();
            int hasty = SourceNode.ASKED | SourceNode.READY | SourceNode.DUE;
            that(priority > found.priority() || !source.is(hasty), "not found", source);
            that(priority >= found.priority() || !source.is(SourceNode.STANDING), "before what was found", source);
        }
    }

    // ---- at rest

    private void checkRest(Collection<? extends SourceNode> sources) {
        assertThat(context.dispatcher.blocked.size()).as("blocked").isZero();
        assertThat(lifecycle.ended).as("ended and not told").isEmpty();
        assertThat(lifecycle.registry.inbox.isEmpty()).as("inbox empty").isTrue();
        assertThat(lifecycle.wakeWord.isSleeping()).as("sleeping").isFalse();
        for (SourceNode source : sources) {
            that(!source.isCalled(), "running", source);
            that(!(source.is(SourceNode.LINKED) && source.isDestroyed()), "linked and destroyed", source);
        }
    }

    private static void that(boolean holds, String otherwise, SourceNode source) {
        if (!holds) {
            String times = source.wantedReadyTimeNanos == Nanos.NEVER ? "" : ", due " + source.wantedReadyTimeNanos;
            throw new AssertionError(otherwise + ": " + source + ", state " + source.state + ", blocks "
                    + source.blocks() + ", position " + source.position() + times);
        }
    }
}
