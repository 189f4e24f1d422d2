package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mainspring.bench.result.Absent;

class LeftOutTest {
    @Test
    void whenEverythingIsWanted_thenAllThatIsLeftOutIsListed() {
        assertThat(LeftOut.of(true, Pattern.compile("")))
                .extracting(Absent::what)
                .contains("W5 wake gap=... (closed load) mainspring-spin")
                .noneMatch(what -> what.contains("all other sizes"));
        assertThat(LeftOut.of(false, Pattern.compile("")))
                .extracting(Absent::why)
                .contains("this was a quick run; --full has them");
    }

    @Test
    void whenSomeIsWanted_thenOnlyOfThatIsToldWhatIsLeftOut() {
        assertThat(LeftOut.of(true, Pattern.compile("W5 wake gap")))
                .extracting(Absent::what)
                .containsExactly("W5 wake gap=... (closed load) mainspring-spin");
    }

    @Test
    void whenItIsAQuickRun_thenWhatOnlyGlibSkipsIsListed() {
        assertThat(LeftOut.of(false, Pattern.compile("W3")))
                .extracting(Absent::what)
                .containsExactly("W3 dispatch against attached op=self-post glib");
        assertThat(LeftOut.of(true, Pattern.compile("W3"))).isEmpty();
    }

    @Test
    void whenItIsAQuickRun_thenTheAimThatItDoesNotMeasureIsListed() {
        assertThat(LeftOut.of(false, Pattern.compile("W9 task")))
                .extracting(Absent::what)
                .containsExactly("W9 task placement=unpinned;outstanding=1;pool=default");
        assertThat(LeftOut.of(true, Pattern.compile("W9 task"))).isEmpty();
    }

    @Test
    void whenWhatIsAskedForHasNotBeenWritten_thenItIsListed() {
        assertThat(LeftOut.of(true, Pattern.compile("")))
                .extracting(Absent::what)
                .contains("W7 echo over a pipe", "W1 to W9 in the noise of a garbage collector");
    }
}
