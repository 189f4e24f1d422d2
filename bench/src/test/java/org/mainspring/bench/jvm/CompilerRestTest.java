package org.mainspring.bench.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CompilerRestTest {
    /** The first trials give the compiler so much to do each; those after it nothing. */
    private static final class Compiled implements CompilerRest.Trial {
        private final int millis;
        private int trialsLeft;
        private long spentMillis = 1_000;
        private int runs;

        Compiled(int trials, int millis) {
            trialsLeft = trials;
            this.millis = millis;
        }

        @Override
        public void run(long lengthNanos) {
            runs++;
            if (trialsLeft > 0) {
                trialsLeft--;
                spentMillis += millis;
            }
        }
    }

    private static int trials(Compiled trial) throws Exception {
        return new CompilerRest(() -> trial.spentMillis, () -> {}).await(trial);
    }

    private static int trialsOfOneThatCompilesInPauses(Compiled late) throws Exception {
        return new CompilerRest(() -> late.spentMillis, () -> late.run(0)).await(lengthNanos -> {});
    }

    @Test
    void whenTheCompilerRests_thenOneTrialIsRunForNothing() throws Exception {
        assertThat(trials(new Compiled(0, 0))).isEqualTo(1);
    }

    @Test
    void whenTheCompilerIsBusy_thenTrialsGoOnUntilOneInWhichItRests() throws Exception {
        assertThat(trials(new Compiled(7, 50))).isEqualTo(8);
    }

    @Test
    void whenTheCompilerCanDoNothingDuringATrial_thenItHasPausesUntilItHasCaughtUp() throws Exception {
        Compiled late = new Compiled(7, 50);

        assertThat(trialsOfOneThatCompilesInPauses(late)).isEqualTo(2);
        assertThat(late.runs).isEqualTo(8 + 1);
    }

    @Test
    void whenItNeverCatchesUp_thenPausesEnd() throws Exception {
        Compiled late = new Compiled(Integer.MAX_VALUE, 50);

        assertThat(trialsOfOneThatCompilesInPauses(late)).isEqualTo(20);
        assertThat(late.runs).isEqualTo(20 * 10);
    }

    /** It is quiet in three, busy in one, quiet in five. */
    @Test
    void whenItMustRestForAWhile_thenTrialsGoOnUntilItHasDoneSo() throws Exception {
        AtomicLong trials = new AtomicLong();
        AtomicLong spentMillis = new AtomicLong();

        int run = new CompilerRest(spentMillis::get, () -> {})
                .await(lengthNanos -> spentMillis.addAndGet(trials.incrementAndGet() == 4 ? 50 : 0), 5, 40);

        assertThat(run).isEqualTo(9);
        assertThat(trials).hasValue(9);
    }

    @Test
    void whenTheCompilerDoesALittle_thenThatIsRest() throws Exception {
        assertThat(trials(new Compiled(7, 10))).isEqualTo(1);
    }

    @Test
    void whenTheCompilerNeverRests_thenItIsGivenUp() throws Exception {
        assertThat(trials(new Compiled(1_000, 50))).isEqualTo(20);
    }
}
