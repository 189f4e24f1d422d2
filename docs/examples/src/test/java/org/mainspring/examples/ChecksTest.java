package org.mainspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.testing.VirtualClock;

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
        Notifies notifies = new Notifies(narrator, Thread.currentThread());
        notifies.counted("never called");

        notifies.check(checks);

        assertThat(checks.exitStatus()).isNotZero();
    }

    @Test
    void whenANotifyComesTwice_thenTheStatusIsNotZero() {
        Notifies notifies = new Notifies(narrator, Thread.currentThread());
        DestroyNotify<String> twice = notifies.told("called twice");
        twice.destroy("data");
        twice.destroy("data");

        notifies.check(checks);

        assertThat(checks.exitStatus()).isNotZero();
    }

    @Test
    void whenANotifyComesOnAnotherThread_thenTheStatusIsNotZero() throws InterruptedException {
        Notifies notifies = new Notifies(narrator, Thread.currentThread());
        DestroyNotify<String> elsewhere = notifies.counted("called elsewhere");
        Thread other = new Thread(() -> elsewhere.destroy("data"));
        other.start();
        other.join();

        notifies.check(checks);

        assertThat(checks.exitStatus()).isNotZero();
    }
}
