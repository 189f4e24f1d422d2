package org.mainspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.task.IOTask;

class PolledOperationTest {
    private final LoopDriver loop = LoopDriver.virtual();
    private final List<String> lines = new ArrayList<>();
    private final Narrator narrator = new Narrator(loop.clock(), lines::add);
    private final Ledger ledger = new Ledger(narrator, Thread.currentThread());
    private final PolledOperation operation = new PolledOperation(loop.context(), narrator, ledger);

    @AfterEach
    void close() {
        loop.close();
    }

    @Nested
    class GivenASoundDrive {
        private final Drive drive = Drive.sound("sda");

        @Test
        void whenFourSecondsPass_thenTheThirdLookCompletesIt() {
            start(drive);

            loop.advanceMillis(4_000);

            assertThat(lines)
                    .containsExactly(
                            at("0.000", "sda: asked to spin up"),
                            at("1.000", "sda: at 2400 rpm"),
                            at("2.000", "sda: at 4800 rpm"),
                            at("3.000", "sda: at 7200 rpm"),
                            at("3.000", "callback with data: 7200, no error"),
                            at("3.000", "destroy notify of the task"),
                            at("3.000", "destroy notify of sda's timeout"));
            assertThat(drive.references()).isEqualTo(1);
        }

        @Test
        void whenTheContextIsClosedBefore_thenTheTaskIsFreedWithoutACallback() {
            start(drive);
            loop.advanceMillis(1_500);

            loop.context().close();

            assertThat(lines)
                    .containsExactly(
                            at("0.000", "sda: asked to spin up"),
                            at("1.000", "sda: at 2400 rpm"),
                            at("1.500", "destroy notify of sda's timeout"),
                            at("1.500", "destroy notify of the task"));
            assertThat(drive.references()).isEqualTo(1);
        }
    }

    @Nested
    class GivenAWornDrive {
        private final Drive drive = Drive.worn("sdb");

        @Test
        void whenFourSecondsPass_thenTheSecondLookAbortsIt() {
            start(drive);

            loop.advanceMillis(4_000);

            assertThat(lines)
                    .containsExactly(
                            at("0.000", "sdb: asked to spin up"),
                            at("1.000", "sdb: at 2400 rpm"),
                            at("2.000", "callback with data: null, spindle of sdb is stuck at 2400 rpm"),
                            at("2.000", "destroy notify of the task"),
                            at("2.000", "destroy notify of sdb's timeout"));
            assertThat(drive.references()).isEqualTo(1);
        }
    }

    @Nested
    class GivenTheWholeExample {
        @Test
        void whenItIsOver_thenTheNextOneBeginsAndEverythingHolds() {
            Checks checks = new Checks(narrator);
            PolledExample example =
                    new PolledExample(loop.context(), narrator, ledger, () -> narrator.say("the next example"));

            example.start();
            loop.advanceMillis(10_000);
            example.check(checks);
            ledger.check(checks);

            assertThat(lines).contains(at("3.000", "the next example"));
            assertThat(checks.exitStatus()).isZero();
        }
    }

    private void start(Drive drive) {
        operation.spinUp(drive, this::spunUp, drive.ref(), ledger.told("the task", Drive::unref));
    }

    private void spunUp(IOTask<Drive, Integer> task, Drive data) {
        assertThat(task.source()).isSameAs(data);
        Throwable error = task.propagateError();
        narrator.say("callback with data: %s, %s", task.result(), error == null ? "no error" : error.getMessage());
    }

    private static String at(String seconds, String text) {
        return "  " + seconds + " s  "
                + String.format("%-16s", Thread.currentThread().getName()) + "  " + text;
    }
}
