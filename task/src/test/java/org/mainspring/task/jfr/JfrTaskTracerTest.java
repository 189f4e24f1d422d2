package org.mainspring.task.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.task.IOTask;
import org.mainspring.task.TaskTracing;

class JfrTaskTracerTest {
    private static final String PREFIX = "org.mainspring.task.";

    private final LoopDriver loop = LoopDriver.virtual();

    @AfterEach
    void close() {
        TaskTracing.setTracer(null);
        loop.close();
    }

    private static List<RecordedEvent> record(Path file, Runnable operation) throws IOException {
        try (Recording recording = new Recording()) {
            recording.start();
            operation.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith(PREFIX))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .collect(Collectors.toList());
    }

    private static List<String> names(List<RecordedEvent> events) {
        return events.stream()
                .map(event -> event.getEventType().getName().substring(PREFIX.length()))
                .collect(Collectors.toList());
    }

    private void runOne() {
        IOTask<String, Void> task = IOTask.of("source", t -> {});
        task.runInThread(t -> {}, loop.context(), 0, Runnable::run);
        task.waitThread();
        IOTask.<String, Void>of("source", t -> {}).abort(new IOException());
    }

    @Test
    void whenSet_thenEveryPointIsAnEventWithTheNumberOfItsTask(@TempDir Path directory) throws IOException {
        TaskTracing.setTracer(new JfrTaskTracer());

        List<RecordedEvent> events = record(directory.resolve("tasks.jfr"), this::runOne);

        assertThat(names(events))
                .containsExactlyInAnyOrder(
                        "New",
                        "ThreadStart",
                        "ThreadRun",
                        "ThreadExit",
                        "ThreadSourceAttach",
                        "ThreadSourceCancel",
                        "ThreadResult",
                        "Complete",
                        "New",
                        "Abort");
        int first = events.get(0).getInt("task");
        assertThat(events).filteredOn(event -> event.getInt("task") == first).hasSize(8);
        assertThat(events.get(0).getString("source")).isEqualTo("java.lang.String");
    }

    /** A hash of the object's would come twice, some day. */
    @Test
    void whenTasksAreRecorded_thenEachHasANumberOfItsOwn(@TempDir Path directory) throws IOException {
        TaskTracing.setTracer(new JfrTaskTracer());
        List<Integer> numbers = new ArrayList<>();

        List<RecordedEvent> events = record(directory.resolve("tasks.jfr"), () -> {
            for (int i = 0; i < 3; i++) {
                IOTask<String, Void> task = IOTask.of("source", t -> {});
                task.complete();
                numbers.add(task.number());
            }
        });

        assertThat(numbers).doesNotHaveDuplicates().doesNotContain(0);
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().endsWith("Complete"))
                .extracting(event -> event.getInt("task"))
                .containsExactlyElementsOf(numbers);
    }

    @Test
    void whenNotSet_thenNothingIsRecorded(@TempDir Path directory) throws IOException {
        assertThat(record(directory.resolve("tasks.jfr"), this::runOne)).isEmpty();
    }

    @Test
    void whenNobodyRecords_thenTheTaskEndsAllTheSameAndNothingIsKept(@TempDir Path directory) throws IOException {
        TaskTracing.setTracer(new JfrTaskTracer());
        int[] called = {0};

        IOTask.<String, Void>of("source", t -> called[0]++).complete();

        assertThat(called[0]).isEqualTo(1);
        assertThat(record(directory.resolve("tasks.jfr"), () -> {})).isEmpty();
    }
}
