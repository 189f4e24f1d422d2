package org.mainspring.mainloop.poll.nio;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller.ReadyRecords;

/**
 * One channel, its one key, and the records that watch it, in the order in which they came.
 *
 * <p>It is alive until its channel turns out to be closed or its key cancelled; from then it tells each record
 * {@link IOCondition#NVAL} once and is quiet. It does not come back to life: records that come later are told too, but for
 * those that come again and know.
 *
 * @threads confined to its table
 */
final class WatchedChannel {
    final SelectableChannel channel;

    /** Whether it is in the table's list of watches to look at before the next select. */
    boolean isChanged;

    /** Whether it is in the list of watches to deliver. */
    boolean isReady;

    /** Where it stands in the ring of those that have a key. */
    int place;

    private PollRecord[] records = new PollRecord[1];
    private int count;
    private @Nullable SelectionKey key;
    private int interest;
    private int readyOps;
    private Link link = Link.SETTLED;
    private boolean isHeld; // the connect has ended, and no record waits for that: select nothing until it is finished
    private boolean isDead;
    private final Set<PollRecord> knowing; // of all channels, those that know that theirs is dead
    private int unknowing; // if dead: so many records do not know yet

    WatchedChannel(SelectableChannel channel, Set<PollRecord> knowing) {
        this.channel = channel;
        this.knowing = knowing;
    }

    void add(PollRecord record) {
        assert indexOf(record) < 0 : record;
        if (count == records.length) {
            records = Arrays.copyOf(records, count * 2);
        }
        records[count++] = record;
        isHeld = false;
        countUnknowing(record, 1);
    }

    void modified() {
        isHeld = false;
    }

    /** Returns false if the record is not here. */
    boolean remove(PollRecord record) {
        int index = indexOf(record);
        if (index < 0) {
            return false;
        }
        count--;
        System.arraycopy(records, index + 1, records, index, count - index);
        clearSlot(count);
        countUnknowing(record, -1);
        return true;
    }

    private void countUnknowing(PollRecord record, int more) {
        if (isDead && !knowing.contains(record)) {
            unknowing += more;
        }
    }

    boolean isUnused() {
        return count == 0;
    }

    boolean isDead() {
        return isDead;
    }

    /** Whether some record must still be told that the watch is dead. */
    boolean isUntold() {
        return unknowing > 0;
    }

    /** Whether the interest may have to change though no record does. */
    boolean isUnsettled() {
        return !isDead && link != Link.SETTLED;
    }

    @Nullable
    SelectionKey key() {
        return key;
    }

    /** Whether the channel or the key is gone without this watch having taken note. */
    boolean isBereft() {
        SelectionKey current = key;
        return current != null && !current.isValid();
    }

    /** Works out how far the connection has come and what to select. */
    int refreshInterest() {
        link = Link.of(channel);
        if (link != Link.CONNECTING) {
            isHeld = false;
        }
        IOCondition mask = IOCondition.NONE;
        for (int i = 0; i < count; i++) {
            mask = mask.or(records[i].events());
        }
        return isHeld ? 0 : link.interest(channel.validOps(), mask);
    }

    void registered(SelectionKey newKey, int ops) {
        key = newKey;
        interest = ops;
        for (int i = 0; i < count && !knowing.isEmpty(); i++) {
            knowing.remove(records[i]); // what it knows was of a key that somebody has cancelled
        }
    }

    /** Selects other operations. Costs nothing if they are the same. */
    void select(int ops) throws CancelledKeyException {
        SelectionKey current = key;
        if (current != null && ops != interest) {
            current.interestOps(ops);
            interest = ops;
        }
    }

    /** Gives up the key: the caller cancels it, or it is cancelled already. */
    @Nullable
    SelectionKey dropKey() {
        SelectionKey current = key;
        key = null;
        return current;
    }

    void die() {
        isDead = true;
        unknowing = 0;
        for (int i = 0; i < count; i++) {
            countUnknowing(records[i], 1);
        }
    }

    /** Adds what a select has found. */
    void found(int ops) {
        readyOps |= ops;
    }

    /** Tells the records what was found. */
    void deliver(ReadyRecords ready) {
        if (isDead) {
            tellThatItIsDead(ready);
            return;
        }
        IOCondition seen = link.seen(readyOps);
        isHeld = !deliver(seen, ready) && link == Link.CONNECTING;
    }

    private void tellThatItIsDead(ReadyRecords ready) {
        unknowing = 0;
        for (int i = 0; i < count; i++) {
            if (knowing.add(records[i])) {
                ready.ready(records[i], IOCondition.NVAL);
            }
        }
    }

    /** Forgets what was found. */
    void delivered() {
        isReady = false;
        readyOps = 0;
    }

    private boolean deliver(IOCondition seen, ReadyRecords ready) {
        boolean any = false;
        for (int i = 0; i < count; i++) {
            PollRecord record = records[i];
            if (seen.intersects(record.events().or(IOCondition.UNASKED))) {
                any = true;
                ready.ready(record, seen);
            }
        }
        return any;
    }

    private int indexOf(PollRecord record) {
        for (int i = 0; i < count; i++) {
            if (records[i] == record) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // slots from count on are null and never read
    private void clearSlot(int index) {
        records[index] = null;
    }
}
