package org.mainspring.bench.floor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BareTimersTest {
    private static final Effort LEAST = new Effort(1);

    @Test
    void whenTheyAreMeasured_thenEveryFloorOfAFullRunIsThereOnce() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        BareTimers.measure(LEAST, new Lines(new PrintStream(printed, true, UTF_8)));

        assertThat(printed.toString(UTF_8).lines().map(line -> line.split("[|]", -1)[2]))
                .containsExactlyInAnyOrderElementsOf(floors());
    }

    private static List<String> floors() {
        List<String> figures = new ArrayList<>();
        for (int armed : new int[] {10, 1_000, 100_000, 1_000_000}) {
            figures.add("op=add;armed=" + armed);
            figures.add("op=remove;armed=" + armed);
        }
        figures.addAll(List.of("op=add-remove;armed=100000", "op=fill;timers=100000", "op=drain;timers=100000"));
        return figures.stream().flatMap(BareTimersTest::floor).toList();
    }

    private static Stream<String> floor(String params) {
        return Floors.of("W2 timeouts", params, "mainspring").orElseThrow().parts().stream()
                .map(Floor.Part::params);
    }
}
