package org.mainspring.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.time.SystemClock;

/**
 * What {@code mvn -Pdemo} runs: both examples of the task's header as real programs, one after the other on one main
 * loop. Ends with status 0 if all that it shows is as it must be.
 */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<String> lines;
    private final long seed;

    Demo(Consumer<String> lines, long seed) {
        this.lines = lines;
        this.seed = seed;
    }

    /**
     * Runs the demo.
     *
     * @param args a seed for the bytes that the clients send; or nothing
     * @throws IOException if there is no place for a socket
     */
    public static void main(String[] args) throws IOException {
        long seed = args.length == 0 ? new Random().nextInt(Integer.MAX_VALUE) : Long.parseLong(args[0]);
        System.exit(new Demo(System.out::println, seed).run());
    }

    /** Runs both examples, checks them, and says what the process is to return. */
    int run() throws IOException {
        Narrator narrator = new Narrator(SystemClock.INSTANCE, lines);
        Checks checks = new Checks(narrator);
        Path folder = Files.createTempDirectory("mainspring-");
        Path socketFile = folder.resolve("echo");
        narrator.print("Mainspring on Java " + Runtime.version().feature() + ": two examples on one main loop");
        try (MainContext context = new MainContext()) {
            run(context, narrator, checks, socketFile);
        } finally {
            Files.deleteIfExists(socketFile);
            Files.delete(folder);
        }
        checks.that("nothing is left of the UNIX socket", Files.notExists(folder));
        narrator.heading(checks.failed() == 0 ? "Everything is as it must be." : "NOT everything is as it must be.");
        return checks.exitStatus();
    }

    private void run(MainContext context, Narrator narrator, Checks checks, Path socketFile) {
        Ledger ledger = new Ledger(narrator, Thread.currentThread());
        ledger.takeReportsOf(context);
        MainLoop loop = new MainLoop(context); // In C: g_main_loop_new
        EchoExample echo = new EchoExample(context, narrator, ledger, socketFile, seed, loop::quit);
        PolledExample polled = new PolledExample(context, narrator, ledger, () -> {
            narrator.heading("2. An asynchronous listen, and an echo server on channel watches");
            echo.start();
        });
        Source patience = context.timeoutAdd(PATIENCE, () -> {
            checks.that("over within " + PATIENCE.toSeconds() + " s", false);
            loop.quit();
            return Source.REMOVE;
        });

        narrator.heading("1. An operation that a timeout polls");
        polled.start();
        loop.run(); // In C: g_main_loop_run
        patience.destroy();

        narrator.heading("What was measured");
        echo.report();
        narrator.heading("What must hold");
        polled.check(checks);
        echo.check(checks);
        ledger.check(checks);
    }
}
