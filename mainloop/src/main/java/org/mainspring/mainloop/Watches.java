package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.source.Diagnostic;

/**
 * The poll records of linked sources: what the poller has of them, and what the last poll saw.
 *
 * @threads confined to whoever holds the context
 */
final class Watches implements Poller.ReadyRecords {
    private static final int FIRST_CAPACITY = 16;

    private final Poller poller;
    private final Reports reports;
    private final Schedule schedule;
    final Set<WatchRecord> polled = new LinkedHashSet<>();
    final Set<WatchRecord> refused = new HashSet<>();
    final OwedNvals owed = new OwedNvals();
    private final Map<WatchRecord, RuntimeException> refusals = new LinkedHashMap<>(); // of which the next poll warns
    private final List<WatchRecord> given =
            new ArrayList<>(); // of those polled, the ones that were given to their source

    /* What the last poll saw, not yet shown to the records; parallel arrays. */
    private @Nullable WatchRecord[] seenRecords = new WatchRecord[FIRST_CAPACITY];
    private IOCondition[] seenConditions = new IOCondition[FIRST_CAPACITY];
    private int seen;

    /**
     * The records whose revents are not empty. One that goes is not kept until the next query: a loop that never sleeps, and has
     * nothing else to poll, queries no more.
     */
    private final List<WatchRecord> shown = new ArrayList<>();

    private boolean any; // whether `polled` holds any: asked in each iteration

    /** Whether a record came or went since the last query: the poll that ran meanwhile means nothing then (S55). */
    private boolean changed;

    private int queriedPriority = Integer.MAX_VALUE; // what is less urgent the next poll is not about

    Watches(Poller poller, Reports reports, Schedule schedule) {
        this.poller = poller;
        this.reports = reports;
        this.schedule = schedule;
    }

    boolean changed() {
        return changed;
    }

    /** A source moves: its records are as if they were new (S10, S117). */
    void renew(SourceNode source) {
        WatchRecord[] records = source.watches();
        if (records != null) {
            for (WatchRecord watch : records) {
                if (watch.polled) {
                    changed = true;
                    putOut(watch);
                }
            }
        }
    }

    /** A source has moved: it may have another priority. */
    void moved(SourceNode source) {
        WatchRecord[] records = source.watches();
        if (records != null && !owed.isEmpty()) {
            for (WatchRecord watch : records) {
                owed.move(watch, source.levelOrThrow().priority());
            }
        }
    }

    /** Makes the poller follow what a source wants. */
    void follow(SourceNode source) {
        WatchRecord[] watches = source.watches();
        if (watches == null) {
            return;
        }
        boolean wanted = source.is(SourceNode.LINKED) && !source.isDestroyed() && !source.is(SourceNode.PARKED);
        boolean removed = false;
        RuntimeException failure = null;
        for (WatchRecord watch : watches) {
            try {
                follow(watch, wanted && !watch.removed);
            } catch (RuntimeException fromPoller) {
                failure = Endings.first(failure, fromPoller);
            }
            removed |= watch.removed;
        }
        if (removed) {
            source.forgetRemovedWatches();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void follow(WatchRecord watch, boolean wanted) {
        if (wanted && watch.polled) {
            modify(watch);
        } else if (wanted) {
            add(watch);
        } else if (watch.polled) {
            remove(watch);
        }
    }

    private void add(WatchRecord watch) {
        changed = true;
        watch.polled = true;
        watch.listed = false;
        polled.add(watch);
        any = true;
        schedule.noteChange();
        if (!watch.lights()) {
            watch.givenPlace = given.size();
            given.add(watch);
            watch.followGiven();
        }
        watch.polledEvents = watch.events();
        watch.see(IOCondition.NONE);
        owner(watch).levelOrThrow().countWatches(1);
        boolean wasRefused = watch.refused;
        try {
            poller.add(watch);
            watch.refused = false;
        } catch (RuntimeException refusal) {
            refused.add(watch);
            watch.refused = true;
            if (!wasRefused) {
                refusals.put(watch, refusal); // the next poll reports: this may be a visitor's thread, inside the gate
                watch.unpaid = true;
            }
        }
        if (watch.unpaid) {
            oweNval(watch);
        }
    }

    private void modify(WatchRecord watch) {
        IOCondition events = watch.events();
        if (watch.polledEvents != events) {
            watch.polledEvents = events;
            if (!refused.contains(watch)) {
                poller.modify(watch);
            }
        }
    }

    private void remove(WatchRecord watch) {
        changed = true;
        watch.polled = false;
        polled.remove(watch);
        any = !polled.isEmpty();
        if (!watch.lights()) {
            takeOut(given, watch.givenPlace).givenPlace = watch.givenPlace;
        }
        if (watch.shownPlace >= 0) {
            takeOut(shown, watch.shownPlace).shownPlace = watch.shownPlace;
            watch.shownPlace = WatchRecord.NOWHERE;
        }
        putOut(watch);
        owner(watch).levelOrThrow().countWatches(-1);
        watch.unpaid = watch.owedNval; // when it comes back
        owed.remove(watch);
        if (refused.remove(watch)) {
            watch.refused &= refusals.remove(watch) == null; // else nobody was told
        } else {
            poller.remove(watch);
        }
    }

    /** Takes one out of a list, whose last moves to that place; gives the last. */
    private static WatchRecord takeOut(List<WatchRecord> list, int place) {
        WatchRecord last = list.get(list.size() - 1);
        list.set(place, last);
        list.remove(list.size() - 1);
        return last;
    }

    /** What was seen of a watch that goes makes its source ready no more. */
    private static void putOut(WatchRecord watch) {
        watch.see(IOCondition.NONE);
        SourceNode source = owner(watch);
        if (source.is(SourceNode.LIT) && !source.hasSeenAny()) {
            source.unmark(SourceNode.LIT);
            source.levelOrThrow().lit.remove(source);
        }
    }

    /** A poller says NVAL once; so it is kept until the source has met it. */
    private void oweNval(WatchRecord watch) {
        owed.add(watch, owner(watch).levelOrThrow().priority());
    }

    /** Lists what is polled at the given priority or a more urgent one, in dispatch order. */
    void list(int maxPriority, PollSet set) {
        List<WatchRecord> records = new ArrayList<>(polled);
        records.removeIf(record -> !isSeenBy(owner(record), maxPriority));
        records.sort(Comparator.comparingInt(
                        (WatchRecord record) -> owner(record).levelOrThrow().priority())
                .thenComparingLong(record -> owner(record).position()));
        polled.forEach(record -> record.listed = false);
        for (WatchRecord record : records) {
            record.listed = true;
            set.add(record);
        }
    }

    /** Begins a query of what is watched at a priority or a more urgent one: what an earlier poll saw is forgotten. */
    void beginQuery(int maxPriority) {
        changed = false;
        queriedPriority = maxPriority;
        for (int i = 0; i < given.size(); i++) {
            given.get(i).followGiven();
            modify(given.get(i));
        }
        Arrays.fill(seenRecords, 0, seen, null);
        seen = 0;
        if (shown.isEmpty()) {
            return;
        }
        for (int i = 0; i < shown.size(); i++) { // by index: an iterator would be the one allocation of an iteration
            WatchRecord watch = shown.get(i);
            watch.shownPlace = WatchRecord.NOWHERE;
            watch.see(IOCondition.NONE);
            SourceNode source = owner(watch);
            if (source.is(SourceNode.LIT)) {
                source.unmark(SourceNode.LIT);
                source.levelOrThrow().lit.remove(source);
            }
        }
        shown.clear();
    }

    /**
     * A check has come as far as a priority. Whoever it has met there, and has not found ready, has been told of what was shown;
     * behind it nobody has, and it is to be shown again.
     */
    void met(int priority) {
        if (owed.hasAny(priority)) {
            for (WatchRecord watch : owed.until(priority)) {
                if (!owner(watch).is(SourceNode.READY) && !owner(watch).isQueued()) {
                    payIfShown(watch);
                }
            }
        }
    }

    /** A source is dispatched: now it is told. Until then its batch may be dropped, and what was shown with it. */
    void met(SourceNode source) {
        WatchRecord[] records = source.watches();
        if (records != null && !owed.isEmpty()) {
            for (WatchRecord watch : records) {
                payIfShown(watch);
            }
        }
    }

    private void payIfShown(WatchRecord watch) {
        if (watch.revents().contains(IOCondition.NVAL)) {
            owed.remove(watch);
        }
    }

    /** Whether a record that was queried is ready whatever a poll will see. */
    boolean owesAny() {
        return owed.hasAny(queriedPriority);
    }

    /** Whether a channel is watched. */
    boolean areThereAny() {
        return any;
    }

    /** Whether polls since the last query have seen anything. */
    boolean hasSeenAny() {
        return seen > 0;
    }

    /** Polls, and keeps what was seen. A watch that the poller has refused is told NVAL, as if its channel were closed. */
    void poll(long timeoutNanos) {
        int maxPriority = queriedPriority; // a handler may iterate
        if (!refusals.isEmpty()) {
            reportRefusals();
        }
        if (owed.hasAny(maxPriority)) {
            owed.until(maxPriority).forEach(watch -> keep(watch, IOCondition.NVAL));
        }
        poller.poll(timeoutNanos, this);
    }

    /** Warns of those that were refused until now; what is refused meanwhile has time until the next poll. */
    private void reportRefusals() {
        for (int left = refusals.size(); left > 0 && !refusals.isEmpty(); left--) { // a handler may take others away
            Map.Entry<WatchRecord, RuntimeException> first =
                    refusals.entrySet().iterator().next();
            refusals.remove(first.getKey());
            reports.warn(
                    Diagnostic.WATCH_REFUSED, "cannot watch " + first.getKey().target() + ": " + first.getValue());
        }
    }

    /** Hands what the last poll saw to one who polls for himself. */
    void report(PollSet set) {
        for (int i = 0; i < seen; i++) {
            WatchRecord watch = seenRecords[i];
            if (watch != null && watch.listed) { // those who are told of the same channel say so themselves
                set.ready(watch, seenConditions[i]);
            }
            seenRecords[i] = null;
        }
        seen = 0;
    }

    @Override
    public void ready(PollRecord record, IOCondition condition) {
        if (record instanceof WatchRecord watch) {
            if (watch.polled && condition.contains(IOCondition.NVAL)) {
                oweNval(watch);
            }
            keep(watch, condition);
        }
    }

    private void keep(WatchRecord watch, IOCondition condition) {
        if (seen == seenRecords.length) {
            seenRecords = Arrays.copyOf(seenRecords, seen * 2);
            seenConditions = Arrays.copyOf(seenConditions, seen * 2);
        }
        seenRecords[seen] = watch;
        seenConditions[seen++] = condition;
    }

    /** Shows what the poll saw to the records of the given priority or a more urgent one. */
    void show(int maxPriority) {
        for (int i = 0; i < seen; i++) {
            WatchRecord watch = seenRecords[i];
            seenRecords[i] = null;
            if (watch != null && watch.polled && isSeenBy(owner(watch), maxPriority)) {
                show(watch, seenConditions[i]);
            }
        }
        seen = 0;
    }

    private static boolean isSeenBy(SourceNode source, int maxPriority) {
        return source.isLive() && source.levelOrThrow().priority() <= maxPriority;
    }

    private static SourceNode owner(WatchRecord watch) {
        return (SourceNode) watch.source;
    }

    private void show(WatchRecord watch, IOCondition condition) {
        watch.see(condition);
        if (watch.revents().isEmpty()) {
            return;
        }
        if (watch.shownPlace < 0) {
            watch.shownPlace = shown.size();
            shown.add(watch);
        }
        SourceNode source = owner(watch);
        if (watch.lights() && !source.is(SourceNode.LIT)) {
            source.mark(SourceNode.LIT);
            source.levelOrThrow().lit.add(source);
        }
    }
}
