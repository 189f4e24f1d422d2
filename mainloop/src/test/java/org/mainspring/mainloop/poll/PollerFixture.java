package org.mainspring.mainloop.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.poll.park.Interruption;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/** An open poller, and what tests of every poller ask of it. */
@Timeout(30)
public abstract class PollerFixture {
    /** Long enough to tell waiting from spinning. */
    protected static final long SHORT_NANOS = 3 * Nanos.PER_MILLI;

    protected final Clock clock = SystemClock.INSTANCE;
    protected Poller poller;
    private final List<AutoCloseable> resources = new ArrayList<>();

    protected abstract Poller open(Clock clock) throws Exception;

    @BeforeEach
    final void openPoller() throws Exception {
        poller = open(clock);
        assertThat(Interruption.isThere()).isFalse(); // as far as pollers know either
    }

    @AfterEach
    final void closeAll() throws Exception {
        poller.close();
        for (AutoCloseable resource : resources) {
            resource.close();
        }
    }

    /** Closes it after the test. */
    protected final <T extends AutoCloseable> T closing(T resource) {
        resources.add(resource);
        return resource;
    }

    /** A record that the poller polls. */
    protected final PollRecord watch(Object target, IOCondition events) {
        poller.validate(target, events);
        PollRecord record = new PollRecord(target, events);
        poller.add(record);
        return record;
    }

    /** What one poll tells of each record, through its mask. */
    protected final Map<PollRecord, IOCondition> poll(long timeoutNanos) {
        Map<PollRecord, IOCondition> told = new HashMap<>();
        poller.poll(timeoutNanos, (record, seen) -> {
            record.setRevents(seen);
            assertThat(told.put(record, record.revents()))
                    .as("told twice: %s", record)
                    .isNull();
        });
        return told;
    }

    /** What the first poll that tells anything tells. */
    protected final Map<PollRecord, IOCondition> pollUntilReady() {
        Map<PollRecord, IOCondition> told = poll(Nanos.NEVER);
        while (told.isEmpty()) {
            assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
            told = poll(Nanos.NEVER);
        }
        return told;
    }

    /** What the polls tell of one record, once they do. */
    protected final IOCondition pollFor(PollRecord record) {
        IOCondition told = null;
        while (told == null) {
            told = pollUntilReady().get(record);
        }
        return told;
    }

    /** That a poll tells nothing and waits as long as it may. */
    protected final void assertQuiet() {
        assertThat(poll(0)).isEmpty();
        long beginNanos = clock.nanos();
        assertThat(poll(SHORT_NANOS)).isEmpty();
        assertThat(clock.nanos() - beginNanos).as("waited").isGreaterThanOrEqualTo(SHORT_NANOS);
    }
}
