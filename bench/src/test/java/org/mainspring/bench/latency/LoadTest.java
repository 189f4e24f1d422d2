package org.mainspring.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final long STALL_NANOS = 20_000_000;

    private final SingleWriterRecorder recorder = Histograms.recorder();
    private final List<Long> calls = new ArrayList<>();

    /** Answers at once, but the first time after a stall. */
    private void call() {
        calls.add(Waiting.now());
        if (calls.size() == 1) {
            long endNanos = Waiting.now() + STALL_NANOS;
            while (Waiting.now() < endNanos) {
                LockSupport.parkNanos(endNanos - Waiting.now());
            }
        }
    }

    /** Coordinated omission: at a request each millisecond, a stall of 20 ms is felt by about 20, not by one. */
    @Test
    void whenTheSystemStalls_thenTheOpenLoadTellsOfAllThatItHeldUp() throws Exception {
        Load.perSecond(1_000).run(this::call, 30_000_000, recorder);

        Histogram latencies = recorder.getIntervalHistogram();
        assertThat(latencies.getTotalCount()).isEqualTo(30);
        assertThat(latencies.getMaxValue()).isGreaterThanOrEqualTo(STALL_NANOS);
        assertThat(latencies.getCountBetweenValues(STALL_NANOS / 2, 60_000_000_000L))
                .isGreaterThanOrEqualTo(10);
    }

    @Test
    void whenTheLoadIsOpen_thenNoCallComesBeforeItsTime() throws Exception {
        long startNanos = Waiting.now();

        Load.perSecond(1_000).run(this::call, 5_000_000, recorder);

        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i) - startNanos).isGreaterThanOrEqualTo((i + 1) * 1_000_000L);
        }
    }

    @Test
    void whenTheLoadIsClosed_thenEachCallIsOneValue() throws Exception {
        Load.CLOSED.run(this::call, STALL_NANOS / 2, recorder);

        assertThat(calls).hasSize(1);
        assertThat(recorder.getIntervalHistogram().getTotalCount()).isEqualTo(1);
    }

    @Test
    void whenWrittenInParams_thenOnlyTheOpenLoadHasARate() {
        assertThat(Load.CLOSED.params()).isEmpty();
        assertThat(Load.perSecond(10_000).params()).isEqualTo(";rate=10000/s");
    }
}
