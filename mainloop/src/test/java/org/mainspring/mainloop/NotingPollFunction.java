package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.List;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollSet;

/** A poll function that notes what it is given, and lets the test fill it in. */
final class NotingPollFunction implements PollFunction {
    private final Object channel;
    final List<Integer> timeouts = new ArrayList<>();
    final List<List<String>> sets = new ArrayList<>();
    IOCondition seen = IOCondition.NONE;
    boolean seesWakeup;
    int failure;
    Runnable action = () -> {};

    /** Names a channel, as "channel". */
    NotingPollFunction(Object channel) {
        this.channel = channel;
    }

    @Override
    public int poll(PollSet set, int timeoutMillis) {
        timeouts.add(timeoutMillis);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            entries.add((set.target(i) == channel ? "channel" : set.target(i)) + " " + set.events(i));
        }
        sets.add(entries);
        set.ready(channel, seen);
        if (seesWakeup) {
            set.ready(PollSet.WAKEUP, IOCondition.IN);
        }
        action.run();
        return failure < 0 ? failure : set.countReady();
    }
}
