package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

class ProgramStepTest {
    private static final String JAVA = ProcessHandle.current().info().command().orElse("java");

    private final Figures figures = new Figures();
    private Path log;

    @TempDir
    Path folder;

    @BeforeEach
    void nameTheLog() {
        log = folder.resolve("log.txt");
    }

    /** A program of the tests, as a process. */
    private ProgramStep program(Class<?> main, String... args) {
        List<String> command =
                new ArrayList<>(List.of(JAVA, "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new ProgramStep("a program", 1, main.getName(), command, log);
    }

    /** Prints its arguments, a line each, and ends as the last one says. */
    public static final class Prints {
        private Prints() {}

        public static void main(String[] lines) {
            for (int i = 0; i < lines.length - 1; i++) {
                System.out.println(lines[i]);
            }
            System.err.println("a word on the side");
            System.exit(Integer.parseInt(lines[lines.length - 1]));
        }
    }

    /** Starts one more of its kind, says its process id, and never ends. */
    public static final class Hangs {
        private Hangs() {}

        public static void main(String[] deeper) throws Exception {
            if (deeper.length == 0) {
                Process child = new ProcessBuilder(
                                JAVA, "-cp", System.getProperty("java.class.path"), Hangs.class.getName(), "deeper")
                        .start();
                System.out.println("RESULT|pid||mainspring|" + child.pid());
            }
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    @Test
    void whenItPrintsFigures_thenTheyAreReadAndTheRestIsLeftAlone() throws Exception {
        program(Prints.class, "hello", "RESULT|W1 a|n=1|glib|400", "ABSENT|strace|not installed", "0")
                .run(figures, 30);

        assertThat(figures.results()).containsExactly(new Result("W1 a", "n=1", "glib", 400));
        assertThat(figures.absents()).containsExactly(new Absent("strace", "not installed"));
        assertThat(Files.readString(log)).contains("a word on the side");
    }

    @Test
    void whenItFails_thenWhatItPrintedIsKeptAndTheFailureIsSaid() {
        program(Prints.class, "RESULT|W1 a|n=1|glib|400", "3").run(figures, 30);

        assertThat(figures.results()).hasSize(1);
        assertThat(figures.absents())
                .containsExactly(new Absent("what a program had not measured yet", "it ended with 3; see the log"));
    }

    @Test
    void whenALineIsWrong_thenItIsSaidAndTheOthersAreRead() {
        program(Prints.class, "RESULT|W1 a|n=1|glib|fast", "RESULT|W1 a|n=1|glib|400", "0")
                .run(figures, 30);

        assertThat(figures.results()).hasSize(1);
        assertThat(figures.absents()).extracting(Absent::what).containsExactly("a line of a program");
    }

    @Test
    void whenItTakesTooLong_thenItAndWhatItStartedAreEnded() {
        program(Hangs.class).run(figures, 4);

        assertThat(figures.absents())
                .containsExactly(new Absent("what a program had not measured yet", "it took longer than its time"));
        long child = (long) figures.results().get(0).nanos();
        ProcessHandle.of(child).ifPresent(process -> process.onExit().join());
    }

    @Test
    void whenItIsNotOnTheClassPath_thenThatIsSaid() {
        new ProgramStep("a program", 1, "org.mainspring.Nowhere", List.of(JAVA, "org.mainspring.Nowhere"), log)
                .run(figures, 30);

        assertThat(figures.absents())
                .containsExactly(new Absent("a program", "org.mainspring.Nowhere is not on the class path"));
    }
}
