package org.mainspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.testing.VirtualClock;

/** A failed check is seen in the exit status, and each thing that the ledger keeps account of makes one fail. */
class ChecksTest {
    private final List<String> lines = new ArrayList<>();
    private final Narrator narrator = new Narrator(new VirtualClock(), lines::add);
    private final Checks checks = new Checks(narrator);

    @Test
    void whenEverythingHolds_thenTheStatusIsZero() {
        checks.that("the sun rises", true);
        checks.equal("legs of a spider", 8, 8);
        checks.atLeast("stars", 1000, 1001);

        assertThat(checks.exitStatus()).isZero();
        assertThat(lines)
                .containsExactly("  ok      the sun rises", "  ok      legs of a spider: 8", "  ok      stars: 1001");
    }

    @Test
    void whenOneThingDoesNotHold_thenTheStatusIsNotZero() {
        checks.that("the sun rises", true);
        checks.equal("legs of a spider", 8, 6);
        checks.that("the sun sets", true);

        assertThat(checks.exitStatus()).isNotZero();
        assertThat(lines).contains("  NOT OK  legs of a spider: 6 instead of 8");
    }

    @Test
    void whenThereIsTooLittle_thenTheStatusIsNotZero() {
        checks.atLeast("stars", 1000, 999);

        assertThat(checks.exitStatus()).isNotZero();
        assertThat(lines).containsExactly("  NOT OK  stars: 999, less than 1000");
    }

    @Test
    void whenNothingIsChecked_thenTheStatusIsNotZero() {
        assertThat(checks.exitStatus()).isNotZero();
    }

    @Test
    void whenANotifyIsMissing_thenTheStatusIsNotZero() {
        Ledger ledger = new Ledger(narrator, Thread.currentThread());
        ledger.counted("never called");

        ledger.check(checks);

        assertThat(checks.exitStatus()).isNotZero();
    }

    @Test
    void whenANotifyComesTwice_thenTheStatusIsNotZero() {
        Ledger ledger = new Ledger(narrator, Thread.currentThread());
        DestroyNotify<String> twice = ledger.told("called twice");
        twice.destroy("data");
        twice.destroy("data");

        ledger.check(checks);

        assertThat(checks.exitStatus()).isNotZero();
    }

    @Test
    void whenANotifyComesOnAnotherThread_thenTheStatusIsNotZero() throws InterruptedException {
        Ledger ledger = new Ledger(narrator, Thread.currentThread());
        DestroyNotify<String> elsewhere = ledger.counted("called elsewhere");
        Thread other = new Thread(() -> elsewhere.destroy("data"));
        other.start();
        other.join();

        ledger.check(checks);

        assertThat(checks.exitStatus()).isNotZero();
    }

    @Test
    void whenACallbackComesOnAnotherThread_thenTheStatusIsNotZero() throws InterruptedException {
        Ledger ledger = new Ledger(narrator, Thread.currentThread());
        Thread other = new Thread(() -> ledger.callback("called elsewhere"));
        other.start();
        other.join();

        ledger.check(checks);

        assertThat(checks.exitStatus()).isNotZero();
        assertThat(String.join("\n", lines)).contains("called elsewhere");
    }

    @Test
    void whenACallbackThrows_thenTheStatusIsNotZero() {
        LoopDriver loop = LoopDriver.virtual();
        Ledger ledger = new Ledger(narrator, Thread.currentThread());
        ledger.takeReportsOf(loop.context());
        loop.context().idleAdd(() -> {
            throw new IOException("nobody catches this");
        });

        loop.advanceMillis(1);
        ledger.check(checks);

        assertThat(checks.exitStatus()).isNotZero();
        assertThat(String.join("\n", lines)).contains("nobody catches this");
    }

    @Test
    void whenTheContextWarns_thenTheStatusIsNotZero() {
        LoopDriver loop = LoopDriver.virtual();
        Ledger ledger = new Ledger(narrator, Thread.currentThread());
        ledger.takeReportsOf(loop.context());
        loop.context().remove(4711);

        ledger.check(checks);

        assertThat(checks.exitStatus()).isNotZero();
        assertThat(String.join("\n", lines)).contains("UNKNOWN_ID");
    }

    @Test
    void whenNothingIsWrong_thenTheLedgerHolds() {
        Ledger ledger = new Ledger(narrator, Thread.currentThread());
        ledger.callback("callback");
        ledger.<String>told("once").destroy("data");

        ledger.check(checks);

        assertThat(checks.exitStatus()).isZero();
    }
}
