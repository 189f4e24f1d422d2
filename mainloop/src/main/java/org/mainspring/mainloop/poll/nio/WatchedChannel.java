package org.mainspring.mainloop.poll.nio;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller.ReadyRecords;

/**
 * One channel, its one key, and the records that watch it, in the order in which they came.
 *
 * <p>It is alive until its channel turns out to be closed or its key cancelled; from then it tells each record
 * {@link IOCondition#NVAL} once and is quiet. It does not come back to life: records that come later are told too.
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
    private int told; // if dead: so many of the first records know

    WatchedChannel(SelectableChannel channel) {
        this.channel = channel;
    }

    void add(PollRecord record) {
        assert indexOf(record) < 0 : record;
        if (count == records.length) {
            records = Arrays.copyOf(records, count * 2);
        }
        records[count++] = record;
        isHeld = false;
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
        if (index < told) {
            told--;
        }
        return true;
    }

    boolean isUnused() {
        return count == 0;
    }

    boolean isDead() {
        return isDead;
    }

    /** Whether some record must still be told that the watch is dead. */
    boolean isUntold() {
        return isDead && told < count;
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
        told = 0;
    }

    /** Adds what a select has found. */
    void found(int ops) {
        readyOps |= ops;
    }

    /** Tells the records what was found. */
    void deliver(ReadyRecords ready) {
        if (isDead) {
            while (told < count) {
                ready.ready(records[told++], IOCondition.NVAL);
            }
            return;
        }
        IOCondition seen = link.seen(readyOps);
        isHeld = !deliver(seen, ready) && link == Link.CONNECTING;
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
