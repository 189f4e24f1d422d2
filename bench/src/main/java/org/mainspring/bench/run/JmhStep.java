package org.mainspring.bench.run;

import java.io.PrintStream;
import java.util.Collection;
import java.util.regex.Pattern;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Figures;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One case of JMH, measured in a fork of its own. What JMH says goes to the log; its results to a list, for its own format. */
final class JmhStep implements Step {
    /** So many times as long as expected: then it hangs. */
    private static final double PATIENCE = 10;

    private final JmhCase subject;
    private final Effort effort;
    private final PrintStream log;
    private final JmhResults results;

    JmhStep(JmhCase subject, Effort effort, PrintStream log, JmhResults results) {
        this.subject = subject;
        this.effort = effort;
        this.log = log;
        this.results = results;
    }

    @Override
    public String name() {
        return subject.measured().toString();
    }

    @Override
    public double expectedSeconds() {
        return whyAbsent().isEmpty() ? effort.seconds() : 0;
    }

    @Override
    public void run(Figures figures, double limitSeconds) {
        if (whyAbsent().isEmpty()) {
            measure(figures, limitSeconds);
        } else {
            figures.add(new Absent(subject.measured().peer(), whyAbsent()));
        }
    }

    private String whyAbsent() {
        return Peers.whyAbsent(subject.measured().peer());
    }

    private void measure(Figures figures, double limitSeconds) {
        OutputFormat output = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
        Watch watch = Watch.over(ProcessHandle.current(), Math.min(limitSeconds, PATIENCE * expectedSeconds()));
        try {
            Collection<RunResult> measured = new Runner(options(limitSeconds), output).run();
            results.addAll(measured);
            if (measured.isEmpty()) {
                figures.add(new Absent(name(), "JMH measured nothing; see the log"));
            }
        } catch (RunnerException failure) {
            log.println(failure);
            figures.add(new Absent(name(), "a fork failed under JMH: " + Lines.first(failure)));
        } finally {
            watch.end();
        }
    }

    private Options options(double limitSeconds) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(subject.benchmark()) + "$")
                .forks(1)
                .warmupIterations(effort.warmups())
                .warmupTime(TimeValue.milliseconds(effort.warmupMillis()))
                .measurementIterations(effort.measurements())
                .measurementTime(TimeValue.milliseconds(effort.measurementMillis()))
                .timeout(TimeValue.seconds(Math.max(1, (long) Math.min(limitSeconds, 60))))
                .shouldFailOnError(true)
                .shouldDoGC(false)
                .addProfiler(GCProfiler.class);
        subject.params().forEach(options::param);
        return options.build();
    }
}
